/** A day and a time without an offset, as `datetime-local` sends it and as people write it: `2018年9月10日15时30分`. */
export const LOCAL_TIME: RegExp =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日\s*|[Tt]|\s+)(\d{1,2})[:时点](\d{1,2})(?:分|[:分](\d{1,2})(?:\.(\d{1,3}))?秒?)?$/
