import { inYuan } from '../../values/fen.ts'
import { PLATE_TYPES } from '../../values/vehicle.ts'
import type { CardWords } from '../card.ts'
import { dayOf, list } from './grammar.ts'
import { licenceStates, ownerConsents, ownerKinds, plateTypes } from './values.ts'

const GRAINS = { day: '备案当日起', instant: '备案时起', 'next-day': '备案次日起' } as const
/** Longer lists are counted. */
const MOST_NAMED = 6

/** 某日规定一览的说法。 */
export const card = (): CardWords['card'] => ({
  title: ({ day, from, title, inForce }, attested) => {
    if (!inForce) return `${dayOf(day)}：本库没有当日的规定（最早的自${dayOf(from)}起）`
    if (attested === 'never') return `从未适用：${title.zh}`
    return attested === 'before' || attested === 'replaced'
      ? `${dayOf(day)}未适用：${title.zh}`
      : `${dayOf(day)}的规定：${title.zh}`
  },
  inForce: ({ from, began, verifiedOn, hypothetical, enacted }) => {
    if (enacted) return `本单位录入，自${dayOf(from)}起适用。`
    if (hypothetical) return '假设方案，从未适用。'
    if (verifiedOn < from) return `原定${dayOf(from)}起适用，未见适用；最后的来源为${dayOf(verifiedOn)}。`
    const attested =
      verifiedOn === from
        ? `有来源表明该规定于${dayOf(from)}适用；此后尚无来源印证。`
        : `有来源表明该规定自${dayOf(from)}适用至${dayOf(verifiedOn)}。`
    return began === null
      ? attested
      : `${attested}起始日未见来源，在${dayOf(began.after)}以后：上一版规定最后见于当日。`
  },
  columns: ['规则', '数值', '渠道', '内容', '出处', '依据与所见'],
  parameters: {
    limit: (value, rule) =>
      rule === 'repeat-full-score'
        ? `一个记分周期内不足${value}次`
        : rule === 'fine-limit'
          ? `${inYuan(value)}元`
          : String(value),
    full: (value) => `满分${value}分`,
    days: (value) => `${value}天`,
    scope: (value) => (value === 'all' ? '全部违法' : '有记分的违法'),
    grain: (value) => GRAINS[value],
    firstClearsBacklog: (value) => (value ? '首次备案可处理此前违法' : ''),
    accepted: (value) => list(value.map((each) => ownerConsents[each])),
    allowed: (value) => {
      if (value.length <= MOST_NAMED) return list(value.map((each) => ({ ...plateTypes, ...ownerKinds })[each]))
      const others = PLATE_TYPES.filter((type) => !(value as readonly string[]).includes(type))
      return others.length > 0 && others.length <= MOST_NAMED
        ? `除${list(others.map((type) => plateTypes[type]))}外`
        : `允许${value.length}种号牌`
    },
    barred: (value) =>
      `不得为${value.length > MOST_NAMED ? `${value.length}种状态之一` : list(value.map((each) => licenceStates[each]))}`,
  },
  provision: (name, number, binds, later) =>
    `${name}${number === '' ? '' : `：${number}`}（${binds}）${later === undefined ? '' : `；${later}`}`,
  rests: (grade, what, how) => `${grade}，${what}，${how}`,
  later: (since) => `来源晚于当日，为${dayOf(since)}`,
  everyChannel: '各渠道',
  othersOnly: { 'at-handling': '非本人机动车', 'at-act': '违法时非本人机动车' },
  listed: list,
  law: ({ zh }) => zh,
  nothing: { bind: '没有关于备案的条款，不能备案。', handle: '没有关于处理的条款，不能处理。' },
  absentTitle: '不再有的规定',
  absent: (name, grade, source) => `${name}：${source === undefined ? '取消未见来源' : source.join('')}（${grade}）`,
  leftOutTitle: '未涵盖（docs/SCOPE.md）',
  leftOut: {
    'on-the-spot':
      '当场收到简易程序处罚决定书的，按期缴款，不用再处理；收到强制措施凭证或者违法行为处理通知书的，到窗口办理。',
    'full-score': '记满12分的，2022年4月1日以前A、B类驾驶证注销最高准驾车型，实习期注销实习的准驾车型。',
    'self-service':
      '自助渠道：交管12123自2015年下半年试点，2018年2月24日才新增他人车辆；自助机的限额由各地定，如深圳、东莞为6分、200元。',
    registered: '登记地：广东的自助机只办理本省机动车，记分一般须用本省驾驶证。',
    unseen: '福建自2017年6月12日起，监控没有拍到驾驶人、车主认罚的，不记分；截止日未见来源。',
    filing: '备案审核的天数、车辆二维码的有效时间、窗口备案时车主是否到场和所需材料。',
    objection: '对违法记录有异议的，自2020年5月1日起可以通过交管12123、交管网站或者到窗口提出，此前到窗口。',
    'places-2018':
      '各地不同：武汉的自助机3月1日以前不要求备案，广东的自助机9月以前不要求；北京累计备案的机动车不得超过五名车主。',
    rented: '租赁汽车：承租人可以通过交管12123处理租赁期间的违法，不用备案，到窗口也不用带行驶证。',
    epidemic: '疫情期间窗口暂停，2020年2月1日起交管12123可以处理备案前的违法；截止日未见来源。',
    'study-trial': '学法减分试点：四川自2020年3月1日起，广东自2021年3月25日起，北京自2021年3月30日起，还有嘉兴等地。',
    study: '不得学法减分的其他情形：逃逸、酒驾、伪造牌证、买分、逾期未检验、作弊；增加的准驾车型的实习期。',
    hire: '2025年有网页称个人名下的营运车辆也可以在交管12123备案，官方网页没有。',
  },
  sureTitle: '可靠程度',
  sure: (
    { provisions, official, statutes, reported, inferred, unread, entered, hypothetical, later, attested },
    { from, verifiedOn, replacedOn = from },
  ) => [
    `共${provisions}条：${statutes === 0 ? '' : `法律、规章${statutes}条，`}注明日期的官方说明${official - statutes}条，报道${reported}条，推定${inferred}条${unread === 0 ? '' : `，未查阅${unread}条`}${entered === 0 ? '' : `，本单位录入${entered}条`}${hypothetical === 0 ? '' : `，假设${hypothetical}条`}。`,
    ...(later === 0 ? [] : [`有来源的${provisions - inferred}条中，${later}条只有当日以后的来源。`]),
    {
      never: '该规定从未适用。',
      before: `当日早于该规定的起始日${dayOf(from)}。`,
      within: '就整版规定而言，当日有来源可证。',
      after: `当日晚于核实日${dayOf(verifiedOn)}，${replacedOn === from ? '此后是否有变动未经核实' : `下一版规定最迟${dayOf(replacedOn)}适用，当日可能已经适用`}。`,
      entered: '本单位录入的条款，本库未查阅来源。',
      replaced: `自${dayOf(replacedOn)}起已由另一版规定取代。`,
    }[attested],
  ],
  reachedBy: (way, count) => `${count}条的来源：${way}。`,
})
