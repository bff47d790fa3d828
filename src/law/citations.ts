import { isRecord, mistyped } from '../input/assert.ts'
import { frozen } from '../input/freeze.ts'
import type { LegalDay } from '../values/instant.ts'
import type { Citation, Citations, Grade, OwnCitationKey, Reached } from './citation.ts'

/** What is cited: an instrument or a statement, and where it was read. Names are Chinese, as the sources are. */
interface Source {
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
const ARTICLE: Source = {
  instrument: '澎湃新闻2018年3月2日报道',
  url: 'https://www.cqcb.com/headline/2018-03-02/706106_pc.html',
  reached: 'reprint-credited',
}

/**
 * Order 105, in force from 2009-04-01 (Article 83), read as amended in 2020: articles carry their numbers of 2020. What an
 * older set takes from it is therefore graded I.
 */
const PROC: Source = {
  instrument: '道路交通安全违法行为处理程序规定',
  url: 'https://github.com/LawRefBook/Laws/blob/2f4c5c2/部门规章/公安部/道路交通安全违法行为处理程序规定(2020-04-30).md',
  reached: 'copy',
}

/** State Council Order 405, in force from 2004-05-01 (Article 115), read as of 2017-10-07. */
const IMPL: Source = {
  instrument: '中华人民共和国道路交通安全法实施条例',
  url: 'https://github.com/LawRefBook/Laws/blob/2f4c5c2/行政法规/道路交通安全法实施条例(2017-10-07).md',
  reached: 'copy',
}

/** Tencent on the watch list 重点人员名单, 2013-05-06. */
const N13: Source = {
  instrument: '腾讯网2013年5月6日报道',
  url: 'http://beacareers.com/news/art/20130506/633297_1.html',
  reached: 'copy',
}

/** On Chengdu's app 蓉e行, 2017-11-16. */
const CD17: Source = {
  instrument: '成都交警“蓉e行”2017年11月16日报道',
  url: 'http://www.519159.com/news-zixun/39793.html',
  reached: 'copy',
}

/** 天府早报 on the first day of 蓉e行, 2017-11-14; 成都晚报 of that day has the same. */
const CD14: Source = {
  instrument: '天府早报2017年11月14日报道',
  url: 'http://www.cheeyhee.com/view/2070.html',
  reached: 'copy',
}

/** Wuhan Evening News on the plan of March, 2018-02-23; the copy names no paper, another copy of the same words does. */
const WH1: Source = {
  instrument: '武汉晚报2018年2月23日报道',
  url: 'http://www.kaojiazhao.com/news4103796',
  reached: 'copy',
}

/** Suizhou Daily on the plan of March, 2018-02-28, from the city's traffic police on the day before; the copy names the paper. */
const SZ: Source = {
  instrument: '随州日报2018年2月28日报道',
  url: 'https://sxbbs.cn/t/147921/1/1.html',
  reached: 'reprint-credited',
}

/** Jiemian with the ministry's statement, 2018-02-24. */
const JM: Source = {
  instrument: '公安部2018年2月24日发布',
  url: 'http://www.jiemian.com/article/1954829.html',
  reached: 'reprint-credited',
}

/** Questions and answers of the ministry's traffic bureau, of 2018-02-26, page of 2018-02-27. */
const QA8A: Source = {
  instrument: '公安部交通管理局2018年2月26日问答',
  url: 'http://xm.fjsen.com/2018-02/27/content_20763442_2.htm',
  reached: 'reprint-credited',
}

/** Xiamen Net on binding through the app, 2018-02-27. */
const XMN18: Source = {
  instrument: '厦门网2018年2月27日报道',
  url: 'http://m.dddjmc.com/news/xmnews/shms/2018-02-27/2107182_4.html',
  reached: 'copy',
}

/** Hubei Daily, what windows do, 2018-08-28. */
const WH3: Source = {
  instrument: '湖北日报2018年8月28日报道',
  url: 'http://www.cn-nfsp.com/zuixin/21532.html',
  reached: 'copy',
}

/** People's Daily on the optimised filing, 2018-08-30, of the day before. */
const PD: Source = {
  instrument: '人民日报2018年8月30日报道',
  url: 'http://m.bm463.com/2018-08/30/c_129943242.htm',
  reached: 'copy',
}

/** Legal Daily on the same, 2018-08-30, of the day before. */
const LD: Source = {
  instrument: '法制日报2018年8月30日报道',
  url: 'http://m.zc8013.com/xwzx/fazhi/201808/30/t20180830_30160771.shtml',
  reached: 'copy',
}

/** Dongguan Times, first answers of fifteen, 2018-08-30. */
const DG15: Source = {
  instrument: '东莞时报2018年8月30日问答',
  url: 'http://apjn.cn/w/43620/1522.html',
  reached: 'copy',
}

/** The ministry's traffic bureau, against a rumour, on the rule as it stood since August 2018; 2019-07-05. */
const MPS19: Source = {
  instrument: '公安部交通管理局2019年7月5日说明',
  url: 'http://fjnews.fjsen.com/2019-07/07/content_22472302.htm',
  reached: 'reprint-credited',
}

/** A guide to filing on the site of Sanya's public security bureau, 2020-09-28. */
const SY: Source = {
  instrument: '三亚市公安局2020年9月28日办事指南',
  url: 'http://gaj.sanya.gov.cn/gajsite/jtgl/202009/5b5711e46fd34bd0bfbb60f404e58886.shtml',
  reached: 'official-site',
}

/** On Shantou, 2022-09-10: the words of the platform, in a copy that names no office. */
const ST: Source = {
  instrument: '汕头2022年9月10日“交管12123”处理说明',
  url: 'http://m.jxyuer.com/baike/techan/593390.html',
  reached: 'copy',
}

/** Yantai's traffic police, a notice of the weeks of the epidemic, February 2020; the copy has no day. */
const YT: Source = {
  instrument: '烟台市公安局交通警察支队2020年2月通告',
  url: 'http://www.yantaishizx.com/ytxx/12776.html',
  reached: 'copy',
}

/** What the app said in the weeks of the epidemic: whole in a copy of 2024-08-29; a page of 2020-03-05 begins with the same words. */
const EPI: Source = {
  instrument: '2020年疫情期间“交管12123”处理说明',
  url: 'https://baike.pcauto.com.cn/140584/256792.html',
  reached: 'copy',
}

/** On Zhaoqing, 2023-10-24; the copy names no office. */
const ZQ: Source = {
  instrument: '肇庆2023年10月24日说明',
  url: 'http://m.wybk.com/techan/03c79392fc5c272642c2a6b1c864df07.html',
  reached: 'copy',
}

/** A city government's page (a city's by its address, I), of November 2024; its day is not known, so its month's first day stands for it. */
const GOV24: Source = {
  instrument: '2024年11月网页（据网址为市级政府网站）',
  url: 'https://saintpaulhem.com/ncszf/zcwd/202411/1232115dfa294ba2a0994949020549d7.shtml',
  reached: 'copy',
}

/** The Administrative Penalty Law, as of 2021-01-22. */
const APL: Source = {
  instrument: '中华人民共和国行政处罚法',
  url: 'https://github.com/LawRefBook/Laws/blob/2f4c5c2/行政法/行政处罚法(2021-01-22).md',
  reached: 'copy',
}

const order123 = '机动车驾驶证申领和使用规定（公安部令第123号）'

/** Order 123, in force from 2013-01-01, told by a page on it. */
const ORDER_123: Source = {
  instrument: order123,
  url: 'https://qcwxjs.com/chezhuzhinan/149838.html',
  reached: 'not-read',
}

/** The same, told by a page on tests at the full score. */
const ORDER_123_SJ: Source = {
  instrument: order123,
  url: 'http://www.sjdymedia.com/consultation/detailed-3597.html',
  reached: 'not-read',
}

/** The same, told by a page on study at the full score. */
const ORDER_123_Y68: Source = {
  instrument: order123,
  url: 'http://www.yuyouke.com/jxwd/4277/42775147.html',
  reached: 'not-read',
}

/** Order 162, in force from 2022-04-01. */
const ORDER_162: Source = {
  instrument: '机动车驾驶证申领和使用规定（公安部令第162号）',
  url: 'https://github.com/LawRefBook/Laws/blob/2f4c5c2/部门规章/公安部/机动车驾驶证申领和使用规定(2021-12-17).md',
  reached: 'copy',
}

/** Order 163, in force from 2022-04-01. */
const ORDER_163: Source = {
  instrument: '道路交通安全违法行为记分管理办法（公安部令第163号）',
  url: 'https://github.com/LawRefBook/Laws/blob/2f4c5c2/部门规章/公安部/道路交通安全违法行为记分管理办法(2021-12-17).md',
  reached: 'copy',
}

/**
 * Where each provision 条款 stands, by the key that the provision, its findings and the points regimes hold. Only a page that
 * shows a source needs these texts: rule sets, decisions and registries hold the keys. A key that begins with `own:` stands
 * in the `citations` of the rule set that it came with, never here.
 */
export const CITATIONS: CitationTable = frozen(texts())

/** The type of {@link CITATIONS}: a text for each shipped key; of keys that begin with `own:`, nothing is there. */
export type CitationTable = { readonly [K in CitationKey]: Citation }

/**
 * The texts by which a rule set cites: those that ship, and its own, as what an office enacted has. `explain` takes them
 * as `cite`: of a book, those of the set of the day, `citedBy(ruleSetOn(book, day))`.
 *
 * @throws TypeError when it is not a rule set.
 */
export function citedBy(set: { readonly citations: Citations }): Citations {
  if (!isRecord(set) || !isRecord(set.citations)) throw mistyped('citedBy(set)', set, 'a rule set')
  return Object.freeze({ ...CITATIONS, ...set.citations })
}

/** The key of a text of {@link CITATIONS}: source and article, or source and what the provision is about. */
export type ShippedCitationKey = keyof ReturnType<typeof texts>
/** What a provision and a finding cite by: a key of {@link CITATIONS}, or of the `citations` of their rule set. */
export type CitationKey = ShippedCitationKey | OwnCitationKey
/** The keys of `CITATIONS`. */
export const CITATION_KEYS: readonly ShippedCitationKey[] = Object.freeze(
  Object.keys(CITATIONS) as ShippedCitationKey[],
)

function texts() {
  const stLicenceState = cite(ST, 'notice', '2022-09-10', 'S2', 'F1.29', {
    zh: '驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能通过“交管12123”处理。',
    en: 'Through the app a licence revoked, cancelled, out of use, suspended, seized, overdue, locked, at twelve points and so on cannot handle.',
  })
  const gov24LicenceClass = cite(GOV24, 'page', '2024-11-01', 'S2', 'F1.16', {
    zh: '准驾车型不符的，只能查询，不能处理。',
    en: 'A driver whose class does not cover the vehicle may query but not handle.',
  })
  const order16314 = cite(ORDER_163, '14', '2022-04-01', 'P', 'F2.7', {
    zh: '同一辆机动车的多起违法记录可以一次性处理完毕；累积记分满12分的，不得再处理其他机动车。',
    en: 'All records of one vehicle may be finished in one go; at twelve no other vehicle is handled.',
  })
  const cd14PlateType = cite(CD14, 'report', '2017-11-14', 'S2', 'F1.2', {
    zh: '大中型车辆在“蓉e行”限制办理。',
    en: 'In the app large and medium vehicles are not dealt with.',
  })
  return {
    'apl-37': cite(APL, '37', '2021-07-15', 'I', 'F3.23', {
      zh: '适用行为发生时的规定；作出决定时新规定处罚较轻的，适用新规定。',
      en: 'An act is judged by the rules in force on its day, or by newer ones that punish it less.',
    }),
    'apl-29': cite(APL, '29', '2021-07-15', 'I', 'F3.16, F3.27, 6.21', {
      zh: '同一个违法行为，不得给予两次以上罚款。',
      en: 'One act is not fined twice.',
    }),
    'proc-19': cite(PROC, '19', '2009-04-01', 'I', 'F3.9', {
      zh: '违法记录经审核无误录入后，作为处罚的证据。',
      en: 'A record is evidence once it has been reviewed and entered.',
    }),
    'proc-52': cite(PROC, '52', '2009-04-01', 'I', 'F3.3, F3.18', {
      zh: '当事人应当及时到公安机关交通管理部门接受处理（2020年修正前为第五十条）。',
      en: 'The party must come to the traffic police in good time to have it dealt with (Article 50 before the amendment of 2020).',
    }),
    'proc-10': cite(PROC, '10', '2009-04-01', 'I', 'F3.18', {
      zh: '对持证人的相貌与驾驶证上的照片进行核对。',
      en: 'The holder is compared with the photograph on the licence.',
    }),
    'impl-28': cite(IMPL, '28', '2004-05-01', 'I', 'F2.20, F2.33', {
      zh: '驾驶证超过有效期、被扣留、暂扣以及记分达到12分的，不得驾驶。',
      en: 'Nobody drives on a licence expired, seized, suspended or at twelve points.',
    }),
    'impl-23': cite(IMPL, '23', '2004-05-01', 'I', 'F1.27, 6.12', {
      zh: '记分达到12分的，扣留驾驶证。',
      en: 'At twelve points the licence is seized.',
    }),
    'impl-23-full': cite(IMPL, '23', '2004-05-01', 'P', 'F2.30', {
      zh: '记分周期为12个月，一个周期内记分达到12分的，扣留驾驶证。',
      en: 'The period is twelve months; at twelve points in it the licence is seized.',
    }),
    'impl-23-licence-held': cite(IMPL, '23', '2004-05-01', 'I', 'F2.41', {
      zh: '记分是对机动车驾驶人的，记满12分的扣留其驾驶证；没有驾驶证的，不能接受记分。',
      en: 'Points are of a driver, whose licence is seized at twelve; whoever holds no licence takes none.',
    }),
    'impl-24': cite(IMPL, '24', '2004-05-01', 'P', 'F2.32', {
      zh: '记分未达到12分但尚有罚款未缴纳的，记分转入下一记分周期。',
      en: 'Below twelve with a fine unpaid, the points move to the next period.',
    }),
    'n13-vehicles-per-year': cite(N13, 'report', '2013-05-02', 'S2', 'F1.1, 6.22, 6.23', {
      zh: '一年内处理三辆以上非本人机动车违法的，列入涉嫌代替接受处理的重点人员名单，暂停办理（从第四辆起计）。',
      en: 'A driver who handles violations of three or more vehicles of others within a year goes on the list of suspected substitutes, and handling is suspended; read as from the fourth on.',
    }),
    'n13-drivers-per-year': cite(N13, 'report', '2013-05-02', 'S2', 'F1.1, 6.22, 6.23', {
      zh: '一年内三名以上驾驶人为同一号牌机动车接受违法处理的，列入涉嫌代替接受处理的重点人员名单，暂停办理（不计所有人，从第四名起计）。',
      en: 'Where three or more drivers handle a vehicle’s violations within a year, they go on the list of suspected substitutes, and handling is suspended; read as from the fourth on, the owner not counted.',
    }),
    'cd17-own-vehicle': cite(CD17, 'report', '2017-11-16', 'I', 'F1.2, 6.6', {
      zh: '绑定的是他人名下的机动车。',
      en: 'What is bound is a vehicle of another.',
    }),
    'cd17-already-bound': cite(CD17, 'report', '2017-11-16', 'I', 'F1.2, 6.9', {
      zh: '同一驾驶证与同一车辆只能有一项有效绑定。',
      en: 'One licence and one vehicle have one open binding at most.',
    }),
    'cd17-driver-cap': cite(CD17, 'report', '2017-11-16', 'S1', 'F1.2', {
      zh: '一个驾驶证最多可绑定三辆他人名下机动车。',
      en: 'One licence may bind at most three vehicles of others.',
    }),
    'cd17-vehicle-cap': cite(CD17, 'report', '2017-11-16', 'S1', 'F1.2', {
      zh: '一辆机动车最多可由三个他人驾驶证绑定。',
      en: 'One vehicle may be bound by at most three licences of others.',
    }),
    'cd17-identity-verified': cite(CD17, 'report', '2017-11-16', 'S1', 'F1.2', {
      zh: '驾驶人和所有人须到窗口面签。',
      en: 'Driver and owner sign face to face at a window.',
    }),
    'cd17-open-binding': cite(CD17, 'report', '2017-11-16', 'S1', 'F1.2', {
      zh: '绑定后方可处理他人机动车的非现场违法。',
      en: 'Violations of another’s vehicle are handled only after binding.',
    }),
    'cd17-since-binding': cite(CD17, 'report', '2017-11-16', 'S1', 'F1.2, 6.1', {
      zh: '可处理自面签之日起发生的违法；首次面签可处理该车全部非现场违法。',
      en: 'Violations since the day of signing; the first signing may handle all the vehicle’s camera violations.',
    }),
    'cd14-plate-type': cd14PlateType,
    'cd14-plate-type-inferred': inferred(cd14PlateType),
    'cd14-non-operating': cite(CD14, 'report', '2017-11-14', 'I', 'F1.2', {
      zh: '营运类车辆在“蓉e行”限制办理。',
      en: 'In the app vehicles for hire are not dealt with.',
    }),
    'article-own-vehicle': cite(ARTICLE, 'R2', '2018-02-24', 'I', 'R2', {
      zh: '可以备案非本人名下的机动车。',
      en: 'One may bind a vehicle not in one’s own name.',
    }),
    'article-already-bound': cite(ARTICLE, 'R6', '2018-02-24', 'I', 'R6, 6.9', {
      zh: '同一机动车不得重复备案。',
      en: 'No vehicle is bound twice.',
    }),
    'article-driver-cap': cite(ARTICLE, 'R6', '2018-02-24', 'S1', 'R6', {
      zh: '一人同时最多绑定三辆他人名下机动车。',
      en: 'At most three vehicles of others at the same time.',
    }),
    'article-vehicle-cap': cite(ARTICLE, 'R7', '2018-02-24', 'S1', 'R7', {
      zh: '一车同时最多绑定三个他人驾驶证。',
      en: 'At most three licences of others at the same time.',
    }),
    'article-open-binding': cite(ARTICLE, 'R4', '2018-02-24', 'I', 'R4', {
      zh: '备案后，可以处理该车的违法。',
      en: 'After binding, its violations may be handled.',
    }),
    'article-since-binding': cite(ARTICLE, 'R4', '2018-02-24', 'S1', 'R4, 6.1, 6.2', {
      zh: '可以处理自备案之日起发生的违法（英译文未提“有记分”）。',
      en: 'Violations since the day of binding may be handled (the original says: those with points).',
    }),
    'article-fine-limit': cite(ARTICLE, 'R5', '2018-02-24', 'S1', 'R5, 6.4', {
      zh: '单笔罚款金额不超过200元。',
      en: 'A single fine of at most 200 yuan.',
    }),
    'wh1-own-vehicle': cite(WH1, 'report', '2018-02-23', 'I', 'F1.13, 6.6', {
      zh: '处理本人名下机动车的交通违法与以前一样，无需绑定。',
      en: 'Violations of one’s own vehicles are handled as before, without a binding.',
    }),
    'wh1-already-bound': cite(WH1, 'report', '2018-02-23', 'I', 'F1.4, 6.9', {
      zh: '同一机动车不得重复备案。',
      en: 'The same vehicle is not bound twice.',
    }),
    'wh1-driver-cap-app': cite(WH1, 'report', '2018-02-23', 'S2', 'F1.4', {
      zh: '通过“交管12123”APP只能备案一辆非本人名下机动车。',
      en: 'Through the app only one vehicle of another may be bound.',
    }),
    'wh1-driver-cap-window': cite(WH1, 'report', '2018-02-23', 'S2', 'F1.4', {
      zh: '到窗口最多可备案三辆非本人名下机动车。',
      en: 'At a window up to three vehicles of others may be bound.',
    }),
    'wh1-vehicle-cap': cite(WH1, 'report', '2018-02-23', 'S2', 'F1.4, F1.12', {
      zh: '一辆机动车最多可由三名驾驶人备案。',
      en: 'A vehicle may be bound by at most three drivers.',
    }),
    'wh1-lifetime-cap': cite(WH1, 'report', '2018-02-23', 'S2', 'F1.4', {
      zh: '一人先后备案的非本人名下机动车，累计不得超过五辆。',
      en: 'Over time a person may bind no more than five vehicles of others.',
    }),
    'wh1-plate-type': cite(WH1, 'report', '2018-02-23', 'S2', 'F1.4, F1.14', {
      zh: '通过“交管12123”APP只能绑定小型汽车。',
      en: 'Through the app only small cars may be bound.',
    }),
    'wh1-owner-kind': cite(WH1, 'report', '2018-02-23', 'S2', 'F1.4, F1.14', {
      zh: '通过“交管12123”APP只能绑定个人（非单位或者团体）名下的机动车。',
      en: 'Through the app only vehicles of individuals may be bound.',
    }),
    'wh1-owner-consent': cite(WH1, 'report', '2018-02-23', 'S2', 'F1.4', {
      zh: '机动车所有人须为“交管12123”注册用户。',
      en: 'The owner must be a registered user of the app.',
    }),
    'wh1-open-binding': cite(WH1, 'report', '2018-02-23', 'I', 'F1.3, F1.24, 6.2', {
      zh: '通过线上渠道处理非本人机动车的“电子警察”违法，须实名注册并绑定该车。',
      en: 'A driver who handles camera violations of another’s vehicle by self-service registers and binds it first.',
    }),
    'sz-since-binding': cite(SZ, 'report', '2018-02-28', 'O', 'F1.3, F1.24, 6.1', {
      zh: '通过自助渠道只能处理绑定之后产生的交通违法。',
      en: 'By self-service only violations that came after the binding are handled.',
    }),
    'wh1-fine-limit': cite(WH1, 'report', '2018-02-23', 'O', 'F1.25, 6.4, 6.5', {
      zh: '单笔罚款金额不超过200元（含）。',
      en: 'A single fine of at most 200 yuan, 200 included.',
    }),
    'wh1-recorded-by-monitoring': cite(WH1, 'report', '2018-02-23', 'O', 'F1.3, F1.26', {
      zh: '自助处理的是交通技术监控设备记录的违法。',
      en: 'What is handled by self-service was recorded by monitoring equipment.',
    }),
    'wh1-repeat-full-score': cite(WH1, 'report', '2018-02-23', 'O', 'F1.30, 6.26', {
      zh: '一个记分周期内参加三次以上满分学习的，不得自助处理他人机动车的违法。',
      en: 'Three or more full-score studies in a period bar self-service for others’ vehicles.',
    }),
    'jm-open-binding': cite(JM, 'statement', '2018-02-24', 'I', 'F1.5, F1.7, F1.24, 6.2', {
      zh: '备案后，可自助处理该车有记分的交通违法。',
      en: 'After binding, the vehicle’s violations with points may be handled by self-service.',
    }),
    'jm-since-binding': cite(JM, 'statement', '2018-02-24', 'O', 'F1.5, F1.23, 6.1', {
      zh: '可处理自备案之日起发生的有记分的交通违法。',
      en: 'Violations with points since the day of binding may be handled.',
    }),
    'jm-fine-limit': cite(JM, 'statement', '2018-02-24', 'O', 'F1.25, 6.4, 6.5', {
      zh: '单笔罚款金额不超过200元。',
      en: 'A single fine of at most 200 yuan.',
    }),
    'jm-recorded-by-monitoring': cite(JM, 'statement', '2018-02-24', 'O', 'F1.5, F1.26', {
      zh: '自助处理的是交通技术监控设备记录的交通违法。',
      en: 'What is handled by self-service was recorded by monitoring equipment.',
    }),
    'qa8a-plate-type': cite(QA8A, 'Q&A', '2018-02-26', 'I', 'F1.6, F1.14', {
      zh: '通过“交管12123”只能处理小型汽车的交通违法。',
      en: 'Through the app only violations of small cars are handled.',
    }),
    'qa8a-owner-kind': cite(QA8A, 'Q&A', '2018-02-26', 'I', 'F1.6, F1.14', {
      zh: '通过“交管12123”只能处理个人名下小型汽车的交通违法；驾驶单位车辆的，可以到交通违法处理窗口处理。',
      en: 'Through the app only violations of small cars of individuals are handled; those of units’ vehicles are handled at a window.',
    }),
    'qa8a-identity-at-binding': cite(QA8A, 'Q&A', '2018-02-26', 'I', 'F1.6, F1.32', {
      zh: '到窗口备案的，由民警核验身份。',
      en: 'At a window an officer checks who it is.',
    }),
    'qa8a-identity-at-handling': cite(QA8A, 'Q&A', '2018-02-26', 'O', 'F1.32, F3.18', {
      zh: '到窗口处理非本人名下机动车违法的，由民警现场人工审核驾驶证、身份证和行驶证原件。',
      en: 'At a window an officer checks the originals of driving licence, identity card and vehicle licence for violations of another’s vehicle.',
    }),
    'qa8a-already-bound': cite(QA8A, 'Q&A', '2018-02-26', 'I', 'F1.21, 6.9', {
      zh: '解除备案后，可重新申请备案其他机动车。',
      en: 'After a release another vehicle may be bound.',
    }),
    'qa8a-driver-cap': cite(QA8A, 'Q&A', '2018-02-26', 'O', 'F1.6, F1.11', {
      zh: '一人同时最多可备案三辆非本人名下机动车。',
      en: 'A person may have at most three vehicles of others bound at the same time.',
    }),
    'qa8a-vehicle-cap': cite(QA8A, 'Q&A', '2018-02-26', 'O', 'F1.6, F1.12', {
      zh: '一辆机动车最多可由所有人以外的三名驾驶人同时备案。',
      en: 'A vehicle may be bound by at most three drivers other than its owner at the same time.',
    }),
    'qa8a-non-operating': cite(QA8A, 'Q&A', '2018-02-26', 'I', 'F1.6, F1.14', {
      zh: '驾驶出租、租赁等车辆发生的交通违法，可以到交通违法处理窗口处理。',
      en: 'Violations of taxis, rentals and the like are handled at a window.',
    }),
    'xmn18-owner-consent': cite(XMN18, 'report', '2018-02-27', 'S2', 'F1.17', {
      zh: '向被备案机动车所有人注册时所留手机号码发送短信验证码。',
      en: 'A code goes by SMS to the telephone with which the owner is registered on the platform.',
    }),
    'wh3-own-vehicle': cite(WH3, 'report', '2018-08-28', 'I', 'F1.13, 6.6', {
      zh: '本人名下机动车由系统自动关联，无需备案。',
      en: 'One’s own vehicles are linked by the platform and need no binding.',
    }),
    'wh3-no-list-at-window': cite(WH3, 'report', '2018-08-27', 'S1', 'F1.33', {
      zh: '窗口处理没有一车三证、一证三车的限制。',
      en: 'At a window there is no limit of three licences a vehicle and three vehicles a licence.',
    }),
    'pd-owner-consent': cite(PD, 'report', '2018-08-29', 'O', 'F1.8, F1.17, F1.18', {
      zh: '扫描所有人提供的车辆二维码，或者凭发送给所有人的短信验证码备案。',
      en: 'One binds by the owner’s QR code of the vehicle, or by a code sent to the owner by SMS.',
    }),
    'ld-points-room': cite(LD, 'report', '2018-08-29', 'I', 'F1.27, 6.12', {
      zh: '违法记分与现有记分之和应当不满12分。',
      en: 'The violation’s points and those held must come to less than twelve.',
    }),
    'dg15-open-binding': cite(DG15, 'answers', '2018-09-01', 'S2', 'F1.7, F1.24, 6.2', {
      zh: '自2018年9月1日起，自助处理非本人名下机动车有记分的违法，须先行备案。',
      en: 'From 1 September 2018 binding comes first where another’s violations with points are handled by self-service.',
    }),
    'mps19-since-binding': cite(MPS19, 'statement', '2019-07-05', 'O', 'F1.23, 6.1', {
      zh: '备案后可以处理自备案之日起发生的有记分的交通违法。',
      en: 'After binding, violations with points since the day of binding may be handled.',
    }),
    'mps19-fine-limit': cite(MPS19, 'statement', '2019-07-05', 'O', 'F1.25, 6.4, 6.5', {
      zh: '单条罚款金额不超过200元，本人与非本人名下机动车均同。',
      en: 'A single fine of at most 200 yuan, for one’s own vehicles and others’ alike.',
    }),
    'mps19-recorded-by-monitoring': cite(MPS19, 'statement', '2019-07-05', 'O', 'F1.26', {
      zh: '由交通技术监控设备记录，本人与非本人名下机动车均同。',
      en: 'Recorded by monitoring equipment, for one’s own vehicles and others’ alike.',
    }),
    'mps19-points-room': cite(MPS19, 'statement', '2019-07-05', 'O', 'F1.27, 6.12', {
      zh: '违法记分与现有记分之和不满12分，本人与非本人名下机动车均同。',
      en: 'The violation’s points and those held come to less than twelve, for one’s own vehicles and others’ alike.',
    }),
    'sy-driver-cap': cite(SY, 'notice', '2020-09-28', 'O', 'F1.11', {
      zh: '同时备案的非本人机动车不超过三辆（包括三辆）。',
      en: 'At most three vehicles of others are bound at the same time, three included.',
    }),
    'sy-vehicle-cap': cite(SY, 'notice', '2020-09-28', 'O', 'F1.12', {
      zh: '同一机动车最多同时被三个（包括三个）非车主用户备案。',
      en: 'A vehicle is bound by at most three users other than its owner at the same time, three included.',
    }),
    'sy-plate-type': cite(SY, 'notice', '2020-09-28', 'O', 'F1.14', {
      zh: '通过“交管12123”备案的，必须是小型汽车或者小型新能源汽车。',
      en: 'What is bound through the app must be a small car or a small new-energy car.',
    }),
    'sy-non-operating': cite(SY, 'notice', '2020-09-28', 'O', 'F1.9, F1.14', {
      zh: '通过“交管12123”只能备案非营运机动车。',
      en: 'Through the app only vehicles not used for hire may be bound.',
    }),
    'sy-owner-kind': cite(SY, 'notice', '2020-09-28', 'O', 'F1.9', {
      zh: '单位名下的非营运小型汽车，也可通过“交管12123”备案。',
      en: 'Small cars of units, not used for hire, may be bound through the app too.',
    }),
    'sy-open-binding': cite(SY, 'notice', '2020-09-28', 'I', 'F1.24, 6.2', {
      zh: '可处理已备案机动车的无记分违法，以及备案后发生的有记分违法。',
      en: 'The bound vehicle’s violations without points may be handled, and those with points since the binding.',
    }),
    'sy-since-binding': cite(SY, 'notice', '2020-09-28', 'O', 'F1.23, 6.1', {
      zh: '可处理备案后发生的有记分的交通违法。',
      en: 'Violations with points that occur after the binding may be handled.',
    }),
    'yt-single-points-limit': cite(YT, 'notice', '2020-02-01', 'S2', 'F1.28, 6.25', {
      zh: '罚款200元（含）以下且一次性记6分（含）以下的非现场违法，可以自助处理。',
      en: 'Recorded violations with a fine of at most 200 yuan and at most six points each are handled by self-service.',
    }),
    'epi-licence-state': cite(EPI, 'notice', '2020-03-05', 'S2', 'F1.29', {
      zh: '驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能通过“交管12123”处理。',
      en: 'Through the app a licence revoked, cancelled, out of use, suspended, seized, overdue, locked, at twelve points and so on cannot handle.',
    }),
    'epi-repeat-full-score': cite(EPI, 'notice', '2020-03-05', 'S2', 'F1.30, 6.26', {
      zh: '一个记分周期内参加三次以上满分学习的，不得自助处理他人机动车的违法。',
      en: 'Three or more full-score studies in a period bar self-service for others’ vehicles.',
    }),
    'st-licence-state': stLicenceState,
    'st-licence-state-inferred': inferred(stLicenceState),
    'st-single-points-limit': cite(ST, 'notice', '2022-09-10', 'S2', 'F1.28, 6.25', {
      zh: '平台只处理一次记分不超过6分的违法。',
      en: 'The platform handles violations of at most six points each.',
    }),
    'st-repeat-full-score': cite(ST, 'notice', '2022-09-10', 'S2', 'F1.30, 6.26', {
      zh: '一个记分周期内参加三次以上满分学习的，不得自助处理他人机动车的违法。',
      en: 'Three or more full-score studies in a period bar self-service for others’ vehicles.',
    }),
    'zq-plate-type': cite(ZQ, 'notice', '2023-10-24', 'S1', 'F1.31', {
      zh: '大中型客货车、危险物品运输车辆和校车的违法，不通过平台处理。',
      en: 'Violations of large and medium buses and lorries, dangerous goods and school buses are not handled on the platform.',
    }),
    'gov24-licence-class': gov24LicenceClass,
    'gov24-licence-class-inferred': inferred(gov24LicenceClass),
    'gov24-daily-applications': cite(GOV24, 'page', '2024-11-01', 'S2', 'F1.10, 6.19', {
      zh: '每日最多申请备案一辆非本人机动车。',
      en: 'At most one application a day, for one vehicle of another.',
    }),
    'gov24-yearly-applications': cite(GOV24, 'page', '2024-11-01', 'S2', 'F1.10, 6.19', {
      zh: '每个自然年最多申请备案五次。',
      en: 'At most five applications in a calendar year.',
    }),
    'order-123-values': cite(ORDER_123, '65', '2013-01-01', 'S2', 'F2.27', {
      zh: '一次记分的分值为12分、6分、3分、2分、1分。',
      en: 'A violation carries 12, 6, 3, 2 or 1 points.',
    }),
    'order-123-duties': cite(ORDER_123_SJ, '68', '2013-01-01', 'S2', 'F2.31', {
      zh: '记满12分的，参加学习并考科目一；两次以上满分或者累积记分达到24分的，并考科目三。',
      en: 'At twelve: study and theory test; twice or at twenty-four: road test too.',
    }),
    'order-123-study-days': cite(ORDER_123_Y68, '68', '2013-01-01', 'S2', 'F2.31', {
      zh: '参加为期七日的学习。',
      en: 'Seven days of study.',
    }),
    'order-162-80': cite(ORDER_162, '76、80', '2022-04-01', 'P', 'F2.37', {
      zh: '初次取得汽车类或者摩托车类准驾车型后的12个月为实习期；实习期内发生的违法被记满12分的，注销实习的准驾车型驾驶资格。',
      en: 'Twelve months from the first class of cars or of motorcycles are probation; the full score for violations that occurred in it cancels the class.',
    }),
    'order-163-3': cite(ORDER_163, '3', '2022-04-01', 'P', 'F2.2', {
      zh: '记分周期为12个月，满分为12分，自初次领取驾驶证之日起连续计算。',
      en: 'Twelve months, twelve points, counted on from the first issue of the licence.',
    }),
    'order-163-7': cite(ORDER_163, '7', '2022-04-01', 'P', 'F2.3', {
      zh: '一次记分的分值为12分、9分、6分、3分、1分。',
      en: 'A violation carries 12, 9, 6, 3 or 1 points.',
    }),
    'order-163-14': order16314,
    'order-163-14-inferred': inferred(order16314),
    'order-163-15': cite(ORDER_163, '15', '2022-04-01', 'P', 'F2.8', {
      zh: '周期届满未达到12分的，记分清除；但有罚款逾期未缴纳的，该周期内尚未缴纳罚款的违法的记分转入下一周期。',
      en: 'Below twelve the points are cleared; but if a fine is overdue, those of all violations of the period whose fine is not paid move to the next.',
    }),
    'order-163-18': cite(ORDER_163, '18', '2022-04-01', 'P', 'F2.11', {
      zh: '学习期限为七日（大型车准驾车型三十日）；每增加一次或者每增加12分，增加七日（三十日），最多六十日（一百二十日）。',
      en: 'Seven days (large classes thirty); each further time or twelve points as many more, at most sixty (a hundred and twenty).',
    }),
    'order-163-22': cite(ORDER_163, '22', '2022-04-01', 'P', 'F2.14', {
      zh: '记满12分的，考科目一；二次满分或者满24分未满36分的，并考科目三；三次以上满分或者满36分的，并考科目二、科目三。',
      en: 'At twelve theory; second time or from twenty-four road too; third time or from thirty-six field and road too.',
    }),
    'order-163-25': cite(ORDER_163, '25、27', '2022-04-01', 'P', 'F2.16, F2.18', {
      zh: '网上学习每次减1分，现场学习每次减2分，公益活动每次减1分；一个周期内最多减6分。',
      en: 'Online one point, on site two, service one; at most six in a period.',
    }),
    'order-163-30': cite(ORDER_163, '30、8', '2022-04-01', 'P', 'F2.21, F2.22, F2.23', {
      zh: '由他人代为接受处罚和记分并支付经济利益的，处支付利益三倍以下、最高五万元罚款；代替他人并牟取利益的，处违法所得三倍以下、最高五万元罚款，撤销原处罚，记12分；组织者处违法所得五倍以下、最高十万元罚款。',
      en: 'The buyer up to three times what was paid, the seller up to three times the gain, 50,000 yuan at most, and twelve points; the organiser up to five times, 100,000 at most.',
    }),
  } satisfies { readonly [key: string]: Citation }
}

/**
 * Cites a source for one provision.
 *
 * @param article an article's number, or `R4`, `Q&A`, `report`, … where there are no articles.
 * @param since the first day on which the provision is known to have been in force or announced.
 * @param basis rows of the dossier (F1.11, 6.24).
 * @param words the provision in short, in Chinese and in our own English.
 */
function cite(
  { instrument, url, reached }: Source,
  article: string,
  since: string,
  grade: Grade,
  basis: string,
  { zh, en }: { readonly zh: string; readonly en: string },
): Citation {
  return { instrument, article, url, since: since as LegalDay, grade, reached, zh, en, basis }
}

/** The same words where they are read into a time or a place of which they do not speak. */
function inferred(citation: Citation): Citation {
  return { ...citation, grade: 'I' }
}
