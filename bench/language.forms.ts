import { defineFigure } from './figure.ts'
import { measureForms } from './language/measure-forms.ts'

/**
 * The mean, over seven languages, of F1 in %: of each noun, name, verb and adjective of a treebank asked for by its lemma,
 * the words of the text that are forms of it (found or missed) and those of other lemmas found with them (wrong), summed
 * over all lemmas, a word counted as often as it occurs.
 */
export default defineFigure({
  id: 'language.forms',
  about: 'F1 of a lemma finding all forms of it in treebanks of en, bg, uk, ru, pl, cs, sv (macro, at least 90)',
  run: async (say) => measureForms('language.forms', say),
})
