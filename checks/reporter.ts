import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'

export type TestLine =
  | { kind: 'test'; outcome: 'passed' | 'failed' | 'skipped'; name: string; file: string; ms: number; why?: string }
  | { kind: 'note'; text: string }

/** One line of JSON for each test that ended, for the test command to count. */
export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const heard = new Map<string, string>()
  for await (const event of source) {
    if (event.type === 'test:stderr')
      heard.set(event.data.file, (heard.get(event.data.file) ?? '') + event.data.message)
    const line = lineOf(event, heard)
    if (line) yield `${JSON.stringify(line)}\n`
  }
}

function lineOf(event: TestEvent, heard: Map<string, string>): TestLine | undefined {
  if (event.type === 'test:diagnostic' && event.data.nesting === 0) {
    const counted = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(event.data.message)
    return counted ? undefined : { kind: 'note', text: event.data.message }
  }
  if (event.type !== 'test:pass' && event.type !== 'test:fail') return undefined
  const { data } = event
  const skipped = data.skip ?? data.todo
  // What stands in a suite that is skipped is never told, so that the suite is told instead.
  if (data.details.type === 'suite' && (skipped === undefined || skipped === false)) return undefined
  const outcome =
    event.type === 'test:fail' ? 'failed' : skipped === undefined || skipped === false ? 'passed' : 'skipped'
  const file = relative(process.cwd(), data.file ?? data.name)
  const error = event.type === 'test:fail' ? event.data.details.error : undefined
  const why = error ? textOf(error, heard.get(data.file ?? '')) : typeof skipped === 'string' ? skipped : undefined
  return { kind: 'test', outcome, name: data.name, file, ms: Math.round(data.details.duration_ms ?? 0), why }
}

/** A file that broke has said why on its own. */
function textOf(error: Error, heard: string | undefined): string {
  const cause = error.cause instanceof Error ? error.cause : error
  const text = cause.stack ?? cause.message
  return cause.message === 'test failed' && heard ? `${text}\n${heard}` : text
}
