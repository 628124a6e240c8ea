/**
 * Words whose forms no rule gives: lines of a word's forms, the base form first. A `~` before it is for words so frequent
 * that who asks for one of their forms means that form alone.
 */
export class Irregulars {
  private readonly lines = new Map<string, string[][]>()
  private readonly bases = new Map<string, string[][]>()

  constructor(text: string) {
    for (const line of text.trim().split('\n')) {
      const [base = '', ...others] = line.replace(/^~/, '').split(' ')
      const forms = [base, ...others]
      add(this.bases, base, forms)
      if (!line.startsWith('~')) for (const form of others) add(this.lines, form, forms)
    }
  }

  formsOf(word: string): string[] {
    return (this.bases.get(word) ?? []).flat()
  }

  /** The forms of what this is a form of, and not the base form. */
  formsAround(word: string): string[] {
    return (this.lines.get(word) ?? []).flat()
  }
}

function add(to: Map<string, string[][]>, form: string, forms: string[]): void {
  const known = to.get(form)
  if (known) known.push(forms)
  else to.set(form, [forms])
}
