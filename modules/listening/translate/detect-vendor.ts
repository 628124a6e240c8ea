import { hasHeadings } from './brand24.ts'
import { type Vendor, vendors } from './vendors.ts'

/** Whose query this is, by what only one of them writes; undefined when nothing tells, or two vendors are told. */
export function detectVendor(text: string): Vendor | undefined {
  const bare = text.replace(/<<<[\s\S]*?>>>/g, ' ').replace(/"[^"]*"|“[^”]*”/g, '""')
  const found = vendors.filter((vendor) => marks[vendor](bare))
  return found.length === 1 ? found[0] : undefined
}

const onlyBrandwatch = [
  ...['engagementType', 'engagingWith', 'engagingWithGuid', 'authorFollowers', 'authorGender', 'authorVerified'],
  ...['authorVerifiedType', 'continent', 'region', 'city', 'language', 'links', 'channelId', 'topLevelDomain'],
  ...['weblogTitle', 'blogName', 'parentBlogName', 'rootBlogName', 'parentPostId', 'rootPostId', 'subreddit'],
  ...['at_mentions', 'raw', 'guid', 'pubType', 'publisherSubType', 'imageType', 'brandIds', 'objects', 'minuteOfDay'],
  ...['itemReview', 'rating', 'latitude', 'longitude', 'tags', 'publication'],
]
const onlyTalkwalker = [
  ...['sourcecountry', 'sourcetype', 'domainurl', 'domain_url', 'hosturl', 'host_url', 'engagement', 'demographic'],
  ...['mention', 'is', 'gender', 'lang', 'followers', 'reach'],
]
const field = (names: string[], flags: string) => new RegExp(`(?<![\\w:/])(?:${names.join('|')}):(?!//)`, flags)

const brandwatchField = field(onlyBrandwatch, '')
const talkwalkerField = field(onlyTalkwalker, 'i')

const marks: Record<Vendor, (text: string) => boolean> = {
  brandwatch: (text) =>
    brandwatchField.test(text) ||
    /\{[^{}]{1,60}\}|\bNEAR\/\d+f\b|:\[[^\]]{1,60}\]|\)~\d|\bcountry:[a-z]{3}\b/.test(text),
  talkwalker: (text) =>
    talkwalkerField.test(text) || /\bONEAR\/\d|\bO?SENTENCE\b|(?:^|[\s(])\+{1,2}["“\p{L}@#]/u.test(text),
  youscan: (text) => /(?:^|[\s)"])\/\d+(?=[\s("])|&&|\|\||~~/.test(text),
  brand24: hasHeadings,
}
