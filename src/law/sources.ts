import type { Reached } from './citation.ts'

/** What is cited: an instrument or a statement, and where it was read. Names are Chinese, as the sources are. */
export interface Source {
  readonly instrument: string
  readonly url: string
  readonly reached: Reached
}

// The day in each comment is the page's own. Pages were read as stored copies, some in excerpts; a host that is not the
// outlet's own is a copy. Laws were read whole, in a public repository of statutes
// at commit 2f4c5c23716267af9dbebbbbd6cbbf732b101981.

/**
 * The Paper, 2018-03-02, in Chinese; statements R1 to R9. The set that follows the article follows its English translation,
 * which drops 有记分 (with points).
 */
export const ARTICLE: Source = {
  instrument: '澎湃新闻2018年3月2日报道',
  url: 'https://www.cqcb.com/headline/2018-03-02/706106_pc.html',
  reached: 'reprint-credited',
}

/**
 * Order 105, in force from 2009-04-01 (Article 83), read as amended in 2020: articles carry their numbers of 2020. What an
 * older set takes from it is therefore graded I.
 */
export const PROC: Source = {
  instrument: '道路交通安全违法行为处理程序规定',
  url: 'https://github.com/LawRefBook/Laws/blob/2f4c5c2/部门规章/公安部/道路交通安全违法行为处理程序规定(2020-04-30).md',
  reached: 'copy',
}

/** State Council Order 405, in force from 2004-05-01 (Article 115), read as of 2017-10-07. */
export const IMPL: Source = {
  instrument: '中华人民共和国道路交通安全法实施条例',
  url: 'https://github.com/LawRefBook/Laws/blob/2f4c5c2/行政法规/道路交通安全法实施条例(2017-10-07).md',
  reached: 'copy',
}

/** Tencent on the watch list 重点人员名单, 2013-05-06. */
export const N13: Source = {
  instrument: '腾讯网2013年5月6日报道',
  url: 'http://beacareers.com/news/art/20130506/633297_1.html',
  reached: 'copy',
}

/** On Chengdu's app 蓉e行, 2017-11-16. */
export const CD17: Source = {
  instrument: '成都交警“蓉e行”2017年11月16日报道',
  url: 'http://www.519159.com/news-zixun/39793.html',
  reached: 'copy',
}

/** 天府早报 on the first day of 蓉e行, 2017-11-14; 成都晚报 of that day has the same. */
export const CD14: Source = {
  instrument: '天府早报2017年11月14日报道',
  url: 'http://www.cheeyhee.com/view/2070.html',
  reached: 'copy',
}

/** Wuhan Evening News on the plan of March, 2018-02-23; the copy names no paper, another copy of the same words does. */
export const WH1: Source = {
  instrument: '武汉晚报2018年2月23日报道',
  url: 'http://www.kaojiazhao.com/news4103796',
  reached: 'copy',
}

/** Suizhou Daily on the plan of March, 2018-02-28, from the city's traffic police on the day before; the copy names the paper. */
export const SZ: Source = {
  instrument: '随州日报2018年2月28日报道',
  url: 'https://sxbbs.cn/t/147921/1/1.html',
  reached: 'reprint-credited',
}

/** Jiemian with the ministry's statement, 2018-02-24. */
export const JM: Source = {
  instrument: '公安部2018年2月24日发布',
  url: 'http://www.jiemian.com/article/1954829.html',
  reached: 'reprint-credited',
}

/** Questions and answers of the ministry's traffic bureau, of 2018-02-26, page of 2018-02-27. */
export const QA8A: Source = {
  instrument: '公安部交通管理局2018年2月26日问答',
  url: 'http://xm.fjsen.com/2018-02/27/content_20763442_2.htm',
  reached: 'reprint-credited',
}

/** Xiamen Net on binding through the app, 2018-02-27. */
export const XMN18: Source = {
  instrument: '厦门网2018年2月27日报道',
  url: 'http://m.dddjmc.com/news/xmnews/shms/2018-02-27/2107182_4.html',
  reached: 'copy',
}

/** Hubei Daily, what windows do, 2018-08-28. */
export const WH3: Source = {
  instrument: '湖北日报2018年8月28日报道',
  url: 'http://www.cn-nfsp.com/zuixin/21532.html',
  reached: 'copy',
}

/** People's Daily on the optimised filing, 2018-08-30, of the day before. */
export const PD: Source = {
  instrument: '人民日报2018年8月30日报道',
  url: 'http://m.bm463.com/2018-08/30/c_129943242.htm',
  reached: 'copy',
}

/** Legal Daily on the same, 2018-08-30, of the day before. */
export const LD: Source = {
  instrument: '法制日报2018年8月30日报道',
  url: 'http://m.zc8013.com/xwzx/fazhi/201808/30/t20180830_30160771.shtml',
  reached: 'copy',
}

/** Dongguan Times, first answers of fifteen, 2018-08-30. */
export const DG15: Source = {
  instrument: '东莞时报2018年8月30日问答',
  url: 'http://apjn.cn/w/43620/1522.html',
  reached: 'copy',
}

/** The ministry's traffic bureau, against a rumour, on the rule as it stood since August 2018; 2019-07-05. */
export const MPS19: Source = {
  instrument: '公安部交通管理局2019年7月5日说明',
  url: 'http://fjnews.fjsen.com/2019-07/07/content_22472302.htm',
  reached: 'reprint-credited',
}

/** A guide to filing on the site of Sanya's public security bureau, 2020-09-28. */
export const SY: Source = {
  instrument: '三亚市公安局2020年9月28日办事指南',
  url: 'http://gaj.sanya.gov.cn/gajsite/jtgl/202009/5b5711e46fd34bd0bfbb60f404e58886.shtml',
  reached: 'official-site',
}

/** On Shantou, 2022-09-10: the words of the platform, in a copy that names no office. */
export const ST: Source = {
  instrument: '汕头2022年9月10日说明',
  url: 'http://m.jxyuer.com/baike/techan/593390.html',
  reached: 'copy',
}

/** Yantai's traffic police, a notice of the weeks of the epidemic, February 2020; the copy has no day. */
export const YT: Source = {
  instrument: '烟台市公安局交通警察支队2020年2月通告',
  url: 'http://www.yantaishizx.com/ytxx/12776.html',
  reached: 'copy',
}

/** What the app said in the weeks of the epidemic: whole in a copy of 2024-08-29; a page of 2020-03-05 begins with the same words. */
export const EPI: Source = {
  instrument: '2020年疫情期间“交管12123”处理说明',
  url: 'https://baike.pcauto.com.cn/140584/256792.html',
  reached: 'copy',
}

/** On Zhaoqing, 2023-10-24; the copy names no office. */
export const ZQ: Source = {
  instrument: '肇庆2023年10月24日说明',
  url: 'http://m.wybk.com/techan/03c79392fc5c272642c2a6b1c864df07.html',
  reached: 'copy',
}

/** A city government's page (a city's by its address, I), of November 2024; its day is not known, so its month's first day stands for it. */
export const GOV24: Source = {
  instrument: '市级政府网站2024年11月说明',
  url: 'https://saintpaulhem.com/ncszf/zcwd/202411/1232115dfa294ba2a0994949020549d7.shtml',
  reached: 'copy',
}

/** The Administrative Penalty Law, as of 2021-01-22. */
export const APL: Source = {
  instrument: '中华人民共和国行政处罚法',
  url: 'https://github.com/LawRefBook/Laws/blob/2f4c5c2/行政法/行政处罚法(2021-01-22).md',
  reached: 'copy',
}

const order123 = '机动车驾驶证申领和使用规定（公安部令第123号）'

/** Order 123, in force from 2013-01-01, told by a page on it. */
export const ORDER_123: Source = {
  instrument: order123,
  url: 'https://qcwxjs.com/chezhuzhinan/149838.html',
  reached: 'not-read',
}

/** The same, told by a page on tests at the full score. */
export const ORDER_123_SJ: Source = {
  instrument: order123,
  url: 'http://www.sjdymedia.com/consultation/detailed-3597.html',
  reached: 'not-read',
}

/** The same, told by a page on study at the full score. */
export const ORDER_123_Y68: Source = {
  instrument: order123,
  url: 'http://www.yuyouke.com/jxwd/4277/42775147.html',
  reached: 'not-read',
}

/** Order 162, in force from 2022-04-01. */
export const ORDER_162: Source = {
  instrument: '机动车驾驶证申领和使用规定（公安部令第162号）',
  url: 'https://github.com/LawRefBook/Laws/blob/2f4c5c2/部门规章/公安部/机动车驾驶证申领和使用规定(2021-12-17).md',
  reached: 'copy',
}

/** Order 163, in force from 2022-04-01. */
export const ORDER_163: Source = {
  instrument: '道路交通安全违法行为记分管理办法（公安部令第163号）',
  url: 'https://github.com/LawRefBook/Laws/blob/2f4c5c2/部门规章/公安部/道路交通安全违法行为记分管理办法(2021-12-17).md',
  reached: 'copy',
}
