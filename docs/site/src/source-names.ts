import { CITATIONS } from 'demerit/rules'
import type { Says } from './says.ts'

const UNDATED = '网页，日期不明'

/** What the sources of the dossier are, in Chinese: docs/FACTS.md has them in English. Those that provisions cite have their name there. */
const CHINESE: Readonly<Record<string, string>> = {
  E13: '2014年1月的网页',
  G93: '公交管〔2013〕93号（开头部分），2013年5月9日',
  K13: UNDATED,
  L13: UNDATED,
  A13: UNDATED,
  MPS13: '新华社2013年5月6日报道：公安部交通管理局的说明',
  HSW: '华商报2013年5月4日报道：省级交警谈重点人员名单',
  CW14: '成都晚报2017年11月14日报道，内容相同',
  WH2: '关于武汉的网页',
  CD18: '关于2018年3月方案的网页',
  T8P: '2018年2月的网页',
  JI: '仍载有“五”这一上限的网页',
  LM: '仍载有“五”这一上限的网页',
  CX: '仍载有“五”这一上限的网页',
  BYD: '北京青年报报道',
  SX: '关于陕西的报道，2018年2月26日',
  AA: '2018年3月22日的网页',
  QA8b: '公安部交通管理局2018年2月26日问答，另一份转载',
  QA8c: '公安部交通管理局2018年2月26日问答，2018年3月2日的转载',
  POST: '关于推迟至9月的网页',
  LY: '关于临沂的帖子，2018年',
  CJ: '长江日报2018年8月23日报道，未能再次找到',
  ZY9: UNDATED,
  XH: '新华社2018年8月29日报道',
  HN: '中央人民广播电台2018年2月28日报道',
  TT: UNDATED,
  GK: '2020年10月28日的网页',
  ZP: '2022年2月的网页',
  WT: UNDATED,
  '24Z': '网页，据网址为2023年8月28日',
  SJZ: '关于石家庄的网页',
  EGB: UNDATED,
  PC: UNDATED,
  '95': UNDATED,
  ZYB: UNDATED,
  SJ18: '关于山西的报道，2018年3月8日，未能再次找到',
  P18: UNDATED,
  CB22: '2022年12月27日的网页',
  JX5: UNDATED,
  SEN: '公安部2018年8月29日所发文字，未能再次找到',
  JF: '2018年8月的辟谣',
  HBS: '平台后来文字的副本，日期不明，未能再次找到',
  HZ: '关于旧式自助机（杭州）的网页',
  PG: '关于旧式自助机的网页',
  DG15K: '东莞交警关于“好易终端机”的说明，2015年11月6日',
  GDK: '关于广东自助机的网页，2022年9月8日',
  DG22: '关于东莞的网页，据网址为2022年12月5日',
  SHT: '关于汕头的网页',
  RX: UNDATED,
  JA: UNDATED,
  FLH: '公安视频“媛媛说说说”下的平台文字，日期不明，有两份副本',
  PY: UNDATED,
  SHQ: '关于上海的网页',
  BJ: '关于北京的网页，日期不明，未能再次找到',
  XCP: '2018年2月的网页，未能再次找到',
  PW: UNDATED,
  Q123: '关于公安部令第123号的网页',
  SJ: '关于满分学习的网页',
  Y68: '关于满分学习的网页',
  ZZ: '关于满分学习的网页',
  SHD: '关于没有驾驶证的所有人的网页，日期不明',
  XG: '关于2020年以前的公安部令第105号的网页',
}

const CITED = new Map(Object.values(CITATIONS).map(({ url, instrument }) => [url, instrument]))

/** Copies of pages that are an office's by their address alone: they name none. */
const UNNAMED: readonly string[] = [CITATIONS['gov24-daily-applications'].url]

/** Where a source was read: the host of its address; and of a copy that names no office, that it does not. */
export function readAt(url: string, says: Says): string {
  const { protocol, host } = new URL(url)
  if (!protocol.startsWith('http')) return ''
  return UNNAMED.includes(url) ? says.copyAt(host) : says.readAt(host)
}

/** What a source is, in Chinese; `told` in English if it has no Chinese name. */
export function chineseName(key: string, [told, url]: readonly [told: string, url: string]): string {
  return CHINESE[key] ?? CITED.get(url) ?? told
}
