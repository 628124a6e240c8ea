import { bad, type Caller, type Desk, type Given, givenOf, type Method, Refused } from './desk.ts'

const mostCalls = 25
const script = /^return \{"told": \[\n((?:API\.[\w.]+\(\{.*\}\),?\n)+)\]\};$/
const call = /^API\.([\w.]+)\((\{.*\})\),?$/

/** Of VK's script language only a list of calls, one a line. What one of them is refused stands as false in the answer. */
export const executes = (methods: Record<string, Method>): Method => ({
  by: ['user', 'group'],
  run: (desk, given, caller) => {
    const lines = script
      .exec(given.text('code') ?? '')?.[1]
      ?.trimEnd()
      .split('\n')
    if (!lines) throw new Refused(12, 'Unable to compile code')
    if (lines.length > mostCalls)
      throw new Refused(13, 'Runtime error occurred during code invocation: Too many API calls')
    return { told: lines.map((line) => answerTo(desk, methods, line, caller)) }
  },
})

function answerTo(desk: Desk, methods: Record<string, Method>, line: string, caller: Caller): unknown {
  const [, name = '', written = ''] = call.exec(line) ?? []
  try {
    const method = methods[name]
    if (!method?.by.includes(caller.of)) throw bad(name)
    return method.run(desk, givenIn(written), caller)
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}

/** Numbers count as the texts a form would hold. */
function givenIn(written: string): Given {
  const params = JSON.parse(written) as Record<string, unknown>
  return givenOf(Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])))
}
