import { optionOf } from '../check-options.ts'
import type { AccountFacts, Choice, Content, OptionField, OptionValue } from '../compose.ts'
import { siteFacts } from './site-facts.ts'

const choices = (option: string, values: string[]): Choice[] =>
  values.map((value) => ({ value, label: `ghost-cms.option.${option}.${value}` }))

const text = (key: string, maxLength: number, more: { multiline?: true; required?: true; help?: string } = {}) => ({
  key,
  kind: 'text' as const,
  label: `ghost-cms.option.${key}`,
  maxLength,
  default: '',
  ...more,
})
const ofPosts = { key: 'type', is: ['post'] }

/** Lengths by the columns of posts (`core/server/data/schema/schema.js`) and the published request schema. */
export const titleMax = 255

export function optionsFor(facts: AccountFacts): OptionField[] {
  const newsletters = siteFacts(facts).newsletters.map(
    ({ slug, name }): Choice => ({ value: slug, label: name, named: true }),
  )
  return [
    text('title', titleMax, { required: true }),
    {
      key: 'type',
      kind: 'choice',
      label: 'ghost-cms.option.type',
      choices: choices('type', ['post', 'page']),
      default: 'post',
    },
    {
      key: 'status',
      kind: 'choice',
      label: 'ghost-cms.option.status',
      choices: choices('status', ['published', 'scheduled', 'draft']),
      default: 'published',
    },
    {
      key: 'at',
      kind: 'moment',
      label: 'ghost-cms.option.at',
      default: '',
      required: true,
      when: { key: 'status', is: ['scheduled'] },
    },
    { key: 'featureImage', kind: 'media', label: 'ghost-cms.option.featureImage', of: ['image', 'gif'], default: '' },
    text('excerpt', 300, { multiline: true, help: 'ghost-cms.option.excerpt.help' }),
    {
      key: 'tags',
      kind: 'words',
      label: 'ghost-cms.option.tags',
      help: 'ghost-cms.option.tags.help',
      max: 30,
      maxLength: 191,
      default: [],
    },
    {
      key: 'visibility',
      kind: 'choice',
      label: 'ghost-cms.option.visibility',
      choices: choices('visibility', ['public', 'members', 'paid']),
      default: 'public',
    },
    ...(newsletters.length > 0 ? emailFields(newsletters) : []),
    { key: 'featured', kind: 'switch', label: 'ghost-cms.option.featured', default: false },
    text('slug', 185, { help: 'ghost-cms.option.slug.help' }),
    text('metaTitle', 300),
    text('metaDescription', 500, { multiline: true }),
    text('canonicalUrl', 2000, { help: 'ghost-cms.option.canonicalUrl.help' }),
  ]
}

/** Nobody is written to unless a newsletter was chosen: what was sent cannot be called back. */
function emailFields(newsletters: Choice[]): OptionField[] {
  const chosen = { key: 'newsletter', is: newsletters.map((one) => one.value) }
  return [
    {
      key: 'newsletter',
      kind: 'choice',
      label: 'ghost-cms.option.newsletter',
      help: 'ghost-cms.option.newsletter.help',
      choices: [{ value: '', label: 'ghost-cms.option.newsletter.none' }, ...newsletters],
      default: '',
      when: ofPosts,
    },
    {
      key: 'segment',
      kind: 'choice',
      label: 'ghost-cms.option.segment',
      choices: choices('segment', ['all', 'free', 'paid']),
      default: 'all',
      when: chosen,
    },
    { key: 'emailOnly', kind: 'switch', label: 'ghost-cms.option.emailOnly', default: false, when: chosen },
  ]
}

export const settingOf = (content: Pick<Content, 'options'>, facts: AccountFacts, key: string): OptionValue =>
  optionOf(optionsFor(facts), content.options, key) ?? ''

export const isPage = (content: Pick<Content, 'options'>): boolean => content.options.type === 'page'
