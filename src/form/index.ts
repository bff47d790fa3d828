/**
 * Forms: what a person types, judged as it is typed.
 *
 * @module demerit/form
 */

export type { FieldReader } from './field-reader.ts'
export { bindingForm, handlingForm } from './forms.ts'
export type { FormFields, FormOptions, FormReader } from './options.ts'
export { anyLicenceNumber, beijingTime, fen, licenceNumber, plate, yuan } from './readers.ts'
export {
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
  type Known,
  type Message,
  type OtherFields,
  type OtherSchema,
  type OutputOf,
  type PermittedValues,
  type Typed,
  type Unread,
} from './types.ts'
