import type { Formula, Sum } from './formula.ts'

const engagements: Sum = ['likes', 'reshares', 'comments']
const share = { kind: 'quotient', unit: 'share' } as const
const money = { kind: 'quotient', unit: 'money', group: 'cost' } as const
const kaushik = 'Kaushik, Best Social Media Metrics (2011)'

/** The published table: what every number on a screen and in a report is counted by. `docs/formulas.md` is made from it. */
export const formulas = [
  { id: 'engagement-by-followers', group: 'engagement', ...share, above: engagements, below: [['followers']] },
  { id: 'engagement-by-reach', group: 'engagement', ...share, above: engagements, below: [['reach']] },
  { id: 'engagement-by-impressions', group: 'engagement', ...share, above: engagements, below: [['impressions']] },
  { id: 'engagement-by-views', group: 'engagement', ...share, above: engagements, below: [['views']] },
  { id: 'engagement-daily', group: 'engagement', ...share, above: engagements, below: [['days'], ['followers']] },
  { id: 'engagement-growth', group: 'engagement', ...share, above: ['rate', '-rateBefore'], below: [['rateBefore']] },
  {
    id: 'applause',
    group: 'engagement',
    kind: 'quotient',
    unit: 'aPost',
    above: ['likes'],
    below: [['posts']],
    source: kaushik,
  },
  {
    id: 'conversation',
    group: 'engagement',
    kind: 'quotient',
    unit: 'aPost',
    above: ['comments'],
    below: [['posts']],
    source: kaushik,
  },
  { id: 'interested', group: 'engagement', ...share, above: ['engagedPeople'], below: [['reach']] },
  {
    id: 'follower-gain',
    group: 'growth',
    kind: 'quotient',
    unit: 'people',
    above: ['followers', '-followersBefore'],
    below: [],
  },
  {
    id: 'follower-growth',
    group: 'growth',
    ...share,
    above: ['followers', '-followersBefore'],
    below: [['followersBefore']],
  },
  {
    id: 'followers-a-day',
    group: 'growth',
    kind: 'quotient',
    unit: 'aDay',
    above: ['followers', '-followersBefore'],
    below: [['days']],
  },
  { id: 'new-people', group: 'growth', kind: 'quotient', unit: 'aDay', above: ['newPeople'], below: [['days']] },
  {
    id: 'amplification',
    group: 'spread',
    kind: 'quotient',
    unit: 'aPost',
    above: ['reshares'],
    below: [['posts']],
    source: kaushik,
  },
  { id: 'virality', group: 'spread', ...share, above: ['reshares'], below: [['impressions']] },
  { id: 'reach-rate', group: 'spread', ...share, above: ['reach'], below: [['followers']] },
  { id: 'frequency', group: 'spread', kind: 'quotient', unit: 'times', above: ['impressions'], below: [['reach']] },
  { id: 'saves-by-reach', group: 'spread', ...share, above: ['saves'], below: [['reach']] },
  { id: 'click-through', group: 'spread', ...share, above: ['clicks'], below: [['impressions']] },
  { id: 'story-exits', group: 'spread', ...share, above: ['exits'], below: [['views']] },
  { id: 'watch-time', group: 'spread', kind: 'quotient', unit: 'milliseconds', above: ['watchMs'], below: [['views']] },
  { id: 'share-of-voice', group: 'voice', ...share, above: ['mentions'], below: [['mentionsOfAll']] },
  { id: 'net-sentiment', group: 'voice', ...share, above: ['positive', '-negative'], below: [['mentions']] },
  { id: 'relevance', group: 'voice', ...share, above: ['topicMentions'], below: [['mentions']] },
  {
    id: 'customer-response',
    group: 'voice',
    kind: 'quotient',
    unit: 'aDay',
    above: ['customerPosts'],
    below: [['days']],
  },
  {
    id: 'customer-response-by-post',
    group: 'voice',
    kind: 'quotient',
    unit: 'aPost',
    above: ['customerPosts'],
    below: [['posts']],
  },
  { id: 'answer-rate', group: 'answers', ...share, above: ['answered'], below: [['asked']] },
  { id: 'answered-in-time', group: 'answers', ...share, above: ['answeredInTime'], below: [['asked']] },
  { id: 'answer-time', group: 'answers', kind: 'quantile', unit: 'milliseconds', of: 'answerMs', at: 0.5 },
  { id: 'answer-time-longest', group: 'answers', kind: 'quantile', unit: 'milliseconds', of: 'answerMs', at: 0.9 },
  { id: 'conversion-rate', group: 'outcome', ...share, above: ['sales'], below: [['visits']] },
  { id: 'return-on-investment', group: 'outcome', ...share, above: ['revenue', '-cost'], below: [['cost']] },
  {
    id: 'return-on-ad-spend',
    group: 'outcome',
    kind: 'quotient',
    unit: 'times',
    above: ['revenue'],
    below: [['adCost']],
  },
  { id: 'cost-per-contact', ...money, above: ['cost'], below: [['reach']] },
  { id: 'cost-per-thousand', ...money, above: ['cost'], below: [['impressions']], times: 1_000 },
  { id: 'cost-per-click', ...money, above: ['cost'], below: [['clicks']] },
  { id: 'cost-per-subscriber', ...money, above: ['cost'], below: [['newSubscribers', '-organicSubscribers']] },
  { id: 'cost-per-lead', ...money, above: ['cost'], below: [['leads']] },
  { id: 'cost-per-sale', ...money, above: ['cost'], below: [['sales']] },
  { id: 'cost-per-action', ...money, above: ['cost'], below: [['actions']] },
] as const satisfies readonly Formula[]

export type FormulaId = (typeof formulas)[number]['id']

export function formulaOf(id: FormulaId): Formula {
  const found = formulas.find((one) => one.id === id)
  if (!found) throw new RangeError(`formula: there is none called "${id}"`)
  return found
}
