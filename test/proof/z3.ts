import { init, killThreads, type Z3LowLevel } from 'z3-solver'

/** What z3 says of a script; anything but these two answers is an error. */
export interface Verdict {
  readonly answer: 'sat' | 'unsat'
  /** Where there is a model, what it says, as z3 prints it. */
  readonly model: string
}

export interface Prover {
  readonly version: string
  /**
   * @param steps how many steps of its own z3 may take.
   * @throws Error when z3 answers neither `sat` nor `unsat`: it does not know, it cannot read, or it would take more steps.
   */
  check(name: string, script: string, steps?: number): Promise<Verdict>
  end(): Promise<void>
}

/** A check that needs more steps proves nothing and fails. Steps, not time: the answer is the same on a slow machine. */
const MOST_STEPS = 10_000_000

/** Loads z3. Every check has a context of its own, so that none leans on another. */
export async function openProver(): Promise<Prover> {
  const { Z3, em }: Z3LowLevel = await init()
  return {
    version: Z3.get_full_version(),
    async check(name, script, steps = MOST_STEPS) {
      const config = Z3.mk_config()
      const context = Z3.mk_context(config)
      Z3.del_config(config)
      try {
        const solver = Z3.mk_solver(context)
        Z3.solver_inc_ref(context, solver)
        const parameters = Z3.mk_params(context)
        Z3.params_inc_ref(context, parameters)
        Z3.params_set_uint(context, parameters, Z3.mk_string_symbol(context, 'rlimit'), steps)
        Z3.solver_set_params(context, solver, parameters)
        // Read before anything runs beside it: the binding frees a text as soon as an asynchronous call has begun.
        Z3.solver_from_string(context, solver, script)
        const error = Z3.get_error_code(context)
        if (error !== 0) throw new Error(`${name}: ${Z3.get_error_msg(context, error)}\n${script}`)
        if (Z3.ast_vector_size(context, Z3.solver_get_assertions(context, solver)) === 0) {
          throw new Error(`${name}: nothing is asserted`)
        }
        const found: number = await Z3.solver_check(context, solver)
        if (found === 0) throw new Error(`${name}: ${Z3.solver_get_reason_unknown(context, solver)}\n${script}`)
        if (found < 0) return { answer: 'unsat', model: '' }
        return { answer: 'sat', model: Z3.model_to_string(context, Z3.solver_get_model(context, solver)) }
      } finally {
        Z3.del_context(context)
      }
    },
    end: () => killThreads(em),
  }
}
