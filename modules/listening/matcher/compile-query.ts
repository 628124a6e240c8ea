import type { Conditions } from './conditions.ts'
import { isExactField, isWorkedOut } from './meet-field.ts'
import * as program from './program.ts'
import type { Atom, Choice, Distance, Near, Phrase, Query, Title } from './query.ts'
import type { Terms } from './terms.ts'
import { type FormsOf, languagesIn, testsOf } from './word-forms.ts'

export type Language = { formsOf: FormsOf; languages: readonly string[] }

/** A query as a program. Its terms and conditions are in use from now on, until they are released. */
export function compileQuery(query: Query, terms: Terms, conditions: Conditions, language: Language): number[] {
  const asked = languagesIn(query)
  const compiler = new Compiler(terms, conditions, { ...language, ...(asked.length > 0 && { languages: asked }) })
  return compiler.compile(query)
}

class Compiler {
  private readonly cells: number[] = []
  private readonly terms: Terms
  private readonly conditions: Conditions
  private readonly language: Language

  constructor(terms: Terms, conditions: Conditions, language: Language) {
    this.terms = terms
    this.conditions = conditions
    this.language = language
  }

  compile(query: Query): number[] {
    this.write(query)
    return this.cells
  }

  private write(query: Query): void {
    switch (query.kind) {
      case 'and':
      case 'or':
        return this.node(query.kind === 'and' ? program.and : program.or, () => this.writeAll(query.of))
      case 'not':
        return this.node(program.not, () => this.write(query.of))
      case 'near':
        return this.writeNear(query)
      case 'choice':
        return this.writeChoice(query)
      case 'measure':
        return this.leaf(program.condition, query, [this.conditions.use(query)])
      case 'title':
        return this.writeWords(query.of, query, 1)
      default:
        return this.writeWords(query, query, 0)
    }
  }

  /** What has to be worked out stands last, so that it mostly is not. */
  private writeAll(queries: Query[]): void {
    for (const one of queries) if (!isWorkedOutOf(one)) this.write(one)
    for (const one of queries) if (isWorkedOutOf(one)) this.write(one)
  }

  private writeNear({ of, distances, from, to }: Near): void {
    this.node(program.near, () => {
      this.cells.push(from, to, distances.length, ...distances.map(asInteger))
      this.writeAll(of)
    })
  }

  private writeChoice(choice: Choice): void {
    if (!isExactField(choice.field) || isWorkedOut(choice.field))
      return this.leaf(program.condition, choice, [this.conditions.use(choice)])
    this.leaf(program.term, choice, [0, this.terms.forField(choice.field, choice.value)])
  }

  private writeWords(of: Atom | Phrase, place: Title | Atom | Phrase, zone: number): void {
    const { formsOf, languages } = this.language
    const tests = (of.kind === 'phrase' ? of.of : [of]).flatMap((atom) => testsOf(atom, formsOf, languages))
    const terms = tests.map((test) => this.terms.forTest(test))
    const within = of.kind === 'phrase' ? of.within : null
    if (terms.length === 1) this.leaf(program.term, place, [zone, ...terms])
    else if (within === null) this.leaf(program.run, place, [zone, -1, ...terms])
    else this.leaf(program.window, place, [zone, within, ...terms])
  }

  private leaf(kind: number, { from, to }: { from: number; to: number }, own: number[]): void {
    this.node(kind, () => this.cells.push(from, to, ...own))
  }

  private node(kind: number, inside: () => void): void {
    const at = this.cells.length
    this.cells.push(kind, 0)
    inside()
    this.cells[at + 1] = this.cells.length - at
  }
}

function isWorkedOutOf(query: Query): boolean {
  if (query.kind === 'not') return isWorkedOutOf(query.of)
  return query.kind === 'choice' && isWorkedOut(query.field)
}

function asInteger(distance: Distance): number {
  return distance === 'sentence' ? program.inSentence : distance.words * 2 + (distance.inOrder ? 1 : 0)
}
