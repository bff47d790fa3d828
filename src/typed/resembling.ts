// What looks like the number of a person. It comes with the readers of such numbers.

/**
 * A citizen's number with something wrong with it, in capitals and with digits for I, L and O: masked, or so much of one that its date of birth
 * is there. Units have such digits by chance, as an area that ends in 19 or 20: a code of theirs with the right check digit is one.
 */
const DAMAGED = /\*|X{4}|(?:^|\D)[1-8]\d{5}(?:19|20)\d\d[01]\d[0-3]\d/

/** Whether a text looks like a citizen's number, read or not. */
export function resemblesCitizenNumber(text: string): boolean {
  const figures = text.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1').replace(/[\s-]/g, '')
  return DAMAGED.test(figures) && !isUnitCode(text)
}

const UNIT_DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/**
 * Whether it is a unified social credit code 统一社会信用代码 of a unit (F4.10): who registers it, its kind, an area, its number, and the check
 * digit that makes the weighted sum a multiple of 31.
 */
function isUnitCode(text: string): boolean {
  let sum = 0
  let weight = 1
  for (let index = 0; index < 18; index++) {
    sum += UNIT_DIGITS.indexOf(text.charAt(index)) * (index < 17 ? weight : 1)
    weight = (weight * 3) % 31
  }
  return /^[1-9][1239][1-8][0-9A-Y]{15}$/.test(text) && sum % 31 === 0
}
