import { z } from 'zod'
import { Id, Moment, PageQuery, pageOf } from '../team/api.ts'

/**
 * Who speaks to a brand: one person over all networks, how warm they are, and what is known of them.
 *
 *   GET    /api/brands/:brandId/people                              a page of persons; see `PeopleQuery`
 *   GET    /api/brands/:brandId/people/tags                         the tags in use
 *   GET    /api/brands/:brandId/people/fresh                        who is new in their first 15 minutes, with a greeting
 *   GET    /api/brands/:brandId/people/temperatures                 how many are warm, cooling and cold; shares of sales
 *   GET    /api/brands/:brandId/people/suggestions                  pairs that may be one person, with reasons
 *   POST   …/people/suggestions/:personId/:otherId/dismiss          they are not
 *   GET    /api/brands/:brandId/people/:personId                    everything known of a person
 *   PATCH  …/people/:personId                                       name, language, tags, consent
 *   DELETE …/people/:personId                                       forgets them, for good
 *   POST   …/people/:personId/notes · DELETE …/notes/:noteId
 *   GET    …/people/:personId/compared/:otherId                     what two have in common, before they are merged
 *   POST   …/people/:personId/merge { other }                       the other becomes a part of this person
 *   POST   /api/brands/:brandId/people/merges/:mergeId/undo
 *   GET    …/people/:personId/export                                all that is kept of them, as a file
 *   GET/PUT /api/brands/:brandId/people/windows                     how long who stays warm, by topic, with what activity proposes
 */

export const Temperature = z.enum(['warm', 'cooling', 'cold'])
const Tag = z.string().trim().normalize().min(1, 'people.emptyTag').max(60)
const Language = z
  .string()
  .trim()
  .max(35)
  .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, 'people.badLanguage')

/** What they agreed to hear from the brand: said where, and when. */
export const Consent = z.object({
  state: z.enum(['given', 'refused', 'withdrawn']),
  source: z.string().trim().min(1, 'people.noConsentSource').max(300),
  at: Moment,
})

export const Identity = z.object({
  id: Id,
  network: z.string(),
  server: z.string(),
  handle: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  url: z.string().nullable(),
  followers: z.number().int().nullable(),
  bot: z.boolean(),
  firstAt: Moment,
  lastAt: Moment,
  /** When they subscribed, where that was heard. */
  subscribedAt: Moment.nullable(),
})

export const PersonBrief = z.object({
  id: Id,
  name: z.string(),
  avatarUrl: z.string().nullable(),
  /** Those heard of last first; a few of many. */
  identities: z.array(Identity.pick({ network: true, handle: true, url: true, bot: true })),
  followers: z.number().int().nullable(),
  tags: z.array(z.string()),
  language: z.string().nullable(),
  temperature: Temperature,
  firstAt: Moment,
  lastAt: Moment,
})
export const PersonPage = pageOf(PersonBrief)
export const PeopleQuery = PageQuery.extend({
  /** In names and short names, in any language. */
  q: z.string().trim().max(200).optional(),
  tag: z.string().max(60).optional(),
  temperature: Temperature.optional(),
  network: z.string().max(40).optional(),
  /** `last`: heard of last first. `new`: met last first. `temperature`: the warm, then the cooling, then the cold. */
  order: z.enum(['last', 'new', 'temperature']).default('last'),
})
export const PeopleTags = z.object({ items: z.array(z.object({ tag: z.string(), people: z.number().int() })) })

export const Likeness = z.object({
  kind: z.enum(['short', 'name', 'short-name', 'link']),
  /** What both have. */
  value: z.string(),
})
/** `text` tells it in the caller's language. */
export const Reason = Likeness.extend({ text: z.string() })
export const Suggestion = z.object({ person: PersonBrief, other: PersonBrief, reasons: z.array(Reason) })
/** The likeliest; when they are decided others follow. */
export const Suggestions = z.object({ items: z.array(Suggestion), more: z.boolean() })

const Coworker = z.object({ id: z.string(), name: z.string() })
export const PersonNote = z.object({ id: Id, by: Coworker.nullable(), text: z.string(), at: Moment })
export const PersonMerge = z.object({
  id: Id,
  /** The name of who became a part of this person. */
  name: z.string(),
  identities: z.array(Identity.pick({ network: true, handle: true })),
  reasons: z.array(Reason),
  by: Coworker.nullable(),
  at: Moment,
  undone: z.object({ by: Coworker.nullable(), at: Moment }).nullable(),
})
export const Warmth = z.object({
  temperature: Temperature,
  /** Why, in the caller's language. */
  reason: z.string(),
  /** Of the tags, the one whose window counts; empty when it is the brand's usual one. */
  topic: z.string(),
  warmUntil: Moment,
  coldFrom: Moment,
})
export const Person = PersonBrief.omit({ identities: true, temperature: true }).extend({
  /** As people of the desk call them; empty: as they call themselves. */
  givenName: z.string(),
  identities: z.array(Identity),
  warmth: Warmth,
  consent: Consent.nullable(),
  notes: z.array(PersonNote),
  merges: z.array(PersonMerge),
  /** Who may be the same person. */
  alike: z.array(z.object({ person: PersonBrief, reasons: z.array(Reason) })),
  /** On how many days they were heard of. */
  days: z.number().int(),
})
export const ChangePerson = z
  .object({
    name: z.string().trim().max(200),
    language: Language.nullable(),
    tags: z.array(Tag).max(30),
    consent: Consent.nullable(),
  })
  .partial()
export const NotePerson = z.object({ text: z.string().trim().min(1, 'people.emptyNote').max(10_000) })
export const MergePerson = z.object({ other: Id })
export const Compared = z.object({
  person: PersonBrief,
  other: PersonBrief,
  reasons: z.array(Reason),
  /** How they would stand as one. */
  together: PersonBrief,
})

export const Fresh = z.object({
  /** The desk's own time: a reader's clock may stand elsewhere. */
  now: Moment,
  items: z.array(
    z.object({
      person: PersonBrief,
      /** Until when the first minutes last. */
      until: Moment,
      greeting: z.object({ text: z.string(), language: z.string(), saved: z.boolean() }),
    }),
  ),
})
const byTemperature = <T extends z.ZodType>(each: T) => z.object({ warm: each, cooling: each, cold: each })
export const Temperatures = z.object({
  people: byTemperature(z.number().int()),
  /** What was sold, and how warm the buyers were then: parts of 1, null while nothing is sold. */
  sales: z.number().int(),
  shares: byTemperature(z.number()).nullable(),
  /** Said in the trade, not measured: so much comes from the warm, the rest from all others. */
  ruleOfThumb: z.object({ warm: z.number(), others: z.number() }),
})

const quarterOfAnHour = 900
const day = 86_400
export const TemperatureWindow = z.object({
  /** A tag; empty for everybody else. */
  topic: z.union([z.literal(''), Tag]),
  warmSeconds: z
    .number()
    .int()
    .min(quarterOfAnHour, 'people.warmTooShort')
    .max(90 * day, 'people.warmTooLong'),
  coolingSeconds: z
    .number()
    .int()
    .min(day, 'people.coolingTooShort')
    .max(730 * day, 'people.coolingTooLong'),
})
export const TemperatureWindows = z.object({
  /** The one for everybody else is always among them, first. */
  items: z.array(TemperatureWindow),
  /** From how long people really stay away; only where enough of them came back. */
  proposed: z.array(TemperatureWindow.extend({ people: z.number().int() })),
  /** How many must have come back before anything is proposed. */
  needed: z.number().int(),
  /** How many came back, of all topics. */
  returned: z.number().int(),
})
export const SetTemperatureWindows = z.object({ items: z.array(TemperatureWindow).max(50) })
