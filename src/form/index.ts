/**
 * Forms: what a person types, judged as it is typed.
 *
 * @module demerit/form
 */

export type { OtherFields, OtherSchema } from './field.ts'
export { finalForm } from './final.ts'
export { bindingForm, handlingForm } from './forms.ts'
export type { FormOptions } from './options.ts'
export { type Option, optionsOf } from './options-of.ts'
export { plateType } from './plate-type.ts'
export { anyLicenceNumber, beijingTime, type FieldReader, licenceNumber, plate } from './readers.ts'
export { type WithJsonSchema, withJsonSchema } from './schema.ts'
export {
  type Ask,
  type FinalForm,
  type FinalKnown,
  FORM_STATUSES,
  type Form,
  type FormInput,
  type FormIssue,
  type FormStatus,
  type FormValues,
  type InputOf,
  type Judged,
  type Judgement,
  type JudgeOptions,
  type Known,
  type Message,
  type OutputOf,
  type PermittedValues,
  type Typed,
} from './types.ts'
