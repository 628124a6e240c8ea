import { optionOf } from '../check-options.ts'
import type { AccountFacts, Choice, Content, OptionField, OptionValue } from '../compose.ts'
import { mayIn, siteFacts } from './site-facts.ts'

const choices = (option: string, values: string[]): Choice[] =>
  values.map((value) => ({ value, label: `wordpress.option.${option}.${value}` }))

const formats = ['standard', 'aside', 'chat', 'gallery', 'link', 'image', 'quote', 'status', 'video', 'audio']
const ofPosts = { key: 'type', is: ['post'] }

/** `post_name` and term names are columns of 200 characters; a title is bounded by us. */
const titleMax = 500
const nameMax = 200

/** What this user may choose on this site. */
export function optionsFor(facts: AccountFacts): OptionField[] {
  const { categories } = siteFacts(facts)
  const may = (what: Parameters<typeof mayIn>[1]) => mayIn(facts, what)
  const statuses = may('publish_posts') ? ['publish', 'future', 'private', 'pending', 'draft'] : ['pending', 'draft']
  const named = categories.map(({ id, name }): Choice => ({ value: String(id), label: name, named: true }))
  return [
    { key: 'title', kind: 'text', label: 'wordpress.option.title', maxLength: titleMax, default: '', required: true },
    {
      key: 'type',
      kind: 'choice',
      label: 'wordpress.option.type',
      choices: choices('type', may('publish_pages') ? ['post', 'page'] : ['post']),
      default: 'post',
    },
    {
      key: 'status',
      kind: 'choice',
      label: 'wordpress.option.status',
      help: 'wordpress.option.status.help',
      choices: choices('status', statuses),
      default: statuses[0] ?? 'draft',
    },
    {
      key: 'at',
      kind: 'moment',
      label: 'wordpress.option.at',
      default: '',
      required: true,
      when: { key: 'status', is: ['future'] },
    },
    {
      key: 'featured',
      kind: 'media',
      label: 'wordpress.option.featured',
      help: 'wordpress.option.featured.help',
      of: ['image', 'gif'],
      default: '',
    },
    {
      key: 'excerpt',
      kind: 'text',
      label: 'wordpress.option.excerpt',
      help: 'wordpress.option.excerpt.help',
      maxLength: 5000,
      multiline: true,
      default: '',
    },
    ...(named.length > 0
      ? [
          {
            key: 'categories',
            kind: 'many' as const,
            label: 'wordpress.option.categories',
            choices: named,
            default: [],
            when: ofPosts,
          },
        ]
      : []),
    {
      key: 'tags',
      kind: 'words',
      label: 'wordpress.option.tags',
      max: 50,
      maxLength: nameMax,
      default: [],
      when: ofPosts,
    },
    {
      key: 'slug',
      kind: 'text',
      label: 'wordpress.option.slug',
      help: 'wordpress.option.slug.help',
      maxLength: nameMax,
      default: '',
    },
    {
      key: 'comments',
      kind: 'choice',
      label: 'wordpress.option.comments',
      choices: choices('comments', ['site', 'open', 'closed']),
      default: 'site',
    },
    {
      key: 'format',
      kind: 'choice',
      label: 'wordpress.option.format',
      help: 'wordpress.option.format.help',
      choices: choices('format', formats),
      default: 'standard',
      when: ofPosts,
    },
    { key: 'sticky', kind: 'switch', label: 'wordpress.option.sticky', default: false, when: ofPosts },
    {
      key: 'removal',
      kind: 'choice',
      label: 'wordpress.option.removal',
      choices: choices('removal', ['trash', 'forever']),
      default: 'trash',
    },
  ]
}

/** A setting as given, or as it is by default on this site. */
export const settingOf = (content: Pick<Content, 'options'>, facts: AccountFacts, key: string): OptionValue =>
  optionOf(optionsFor(facts), content.options, key) ?? ''

export const isPage = (content: Pick<Content, 'options'>): boolean => content.options.type === 'page'
