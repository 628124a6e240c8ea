import { optionOf } from '../check-options.ts'
import type { AccountFacts, Choice, Content, OptionField, OptionValue } from '../compose.ts'
import { forumFacts } from './site-facts.ts'

const tagMax = 100

export function optionsFor(facts: AccountFacts): OptionField[] {
  const { categories, maxTitle, tagging, maxTags } = forumFacts(facts)
  const named = categories.map(({ id, name }): Choice => ({ value: String(id), label: name, named: true }))
  return [
    { key: 'title', kind: 'text', label: 'discourse.option.title', maxLength: maxTitle, default: '', required: true },
    {
      key: 'category',
      kind: 'choice',
      label: 'discourse.option.category',
      choices: [{ value: '', label: 'discourse.option.category.usual' }, ...named],
      default: '',
    },
    ...(tagging
      ? [
          {
            key: 'tags',
            kind: 'words' as const,
            label: 'discourse.option.tags',
            help: 'discourse.option.tags.help',
            max: maxTags,
            maxLength: tagMax,
            default: [],
          },
        ]
      : []),
    {
      key: 'results',
      kind: 'choice',
      label: 'discourse.option.results',
      choices: ['always', 'on_vote', 'on_close'].map((value) => ({
        value,
        label: `discourse.option.results.${value}`,
      })),
      default: 'always',
    },
  ]
}

export const settingOf = (content: Pick<Content, 'options'>, facts: AccountFacts, key: string): OptionValue =>
  optionOf(optionsFor(facts), content.options, key) ?? ''
