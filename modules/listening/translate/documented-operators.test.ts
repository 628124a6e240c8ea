import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluateNaively } from '../matcher/evaluate-naively.ts'
import { parseQuery } from '../matcher/parse-query.ts'
import type { Post } from '../matcher/post.ts'
import { type FormsOf, likelyForms } from '../matcher/word-forms.ts'
import { translate } from './translate.ts'
import { type Vendor, vendors } from './vendors.ts'

const post = (text: string, more: Partial<Post> = {}): Post => ({ text, ...more })

/** What a vendor documents of an operator: the query, what it finds, what it does not find. */
type Documented = [query: string, finds: (string | Post)[], not: (string | Post)[]]

const documented: Record<Vendor, Documented[]> = {
  brandwatch: [
    ['"apple juice"', ['fresh APPLE juice'], ['apple and juice', 'juice apple', 'apples juice']],
    ['apple AND juice', ['juice of an apple'], ['apple', 'juice']],
    ['apple OR juice', ['an apple', 'juice'], ['pear']],
    ['apple NOT juice', ['apple pie'], ['apple juice', 'pie']],
    ['(apple AND juice) OR (apple AND sauce)', ['apple sauce', 'juice, apple'], ['juice sauce']],
    ['"apple juice"~5', ['fresh apple, orange and pear juice', 'juice of apple'], ['apple a b c d e f juice']],
    [
      '((apple OR orange) NEAR/5 (smartphone OR phone))',
      ['my phone by apple', 'orange a b c d e phone'],
      ['apple orange'],
    ],
    [
      '(logitech NEAR/2f keyboard)',
      ['logitech keyboard', 'Logitech Bluetooth Keyboard'],
      ['keyboard logitech', 'logitech a b c keyboard'],
    ],
    ['((apple OR orange) AND (smartphone OR phone))~5', ['phone of apple'], ['apple a b c d e f phone', 'apple']],
    ['complain*', ['complaints', 'complained'], ['plain']],
    ['customi?e', ['customise', 'customize'], ['customie']],
    ['title:"apple juice"', [post('x', { title: 'Best Apple juice' })], ['apple juice']],
    ['title:(apple AND (juice OR sauce))', [post('x', { title: 'sauce, apple' })], [post('juice', { title: 'apple' })]],
    ['apple <<<my comment here>>> AND juice', ['apple juice'], ['apple my comment here']],
    ['{BT}', ['at BT today'], ['bt', 'Bt']],
    ['country:gbr AND "apple juice"', [post('apple juice', { country: 'GB' })], ['apple juice']],
    ['juice AND language:en', [post('juice', { language: 'en' })], [post('juice', { language: 'de' })]],
    ['site:twitter.com AND juice', [post('juice', { site: 'twitter.com' })], [post('juice', { site: 'witter.com' })]],
    ['url:"msn.com/news" AND simon', [post('simon', { url: 'https://www.msn.com/news/1' })], [post('simon')]],
    ['author:ladygaga', [post('x', { author: { handle: 'LadyGaga' } })], ['ladygaga']],
    ['links:msn.com', [post('x', { links: ['https://www.msn.com/1'] })], ['msn com']],
    [
      'authorFollowers:[500 TO 100000]',
      [
        post('x', { author: { handle: 'a', followers: 500 } }),
        post('x', { author: { handle: 'a', followers: 100_000 } }),
      ],
      [
        post('x', { author: { handle: 'a', followers: 499 } }),
        post('x', { author: { handle: 'a', followers: 100_001 } }),
      ],
    ],
    ['engagementType:RETWEET', [post('x', { type: 'repost' })], [post('x', { type: 'reply' })]],
    ['(a AND engagementType:(COMMENT OR QUOTE))', [post('a', { type: 'quote' })], [post('a', { type: 'post' })]],
    [
      'topLevelDomain:com OR topLevelDomain:org',
      [post('x', { site: 'example.org' })],
      [post('x', { site: 'orgs.net' })],
    ],
    ['#MondayMotivation OR @brandwatch', ['#mondaymotivation', 'hi @Brandwatch'], ['MondayMotivation brandwatch']],
    ['👍 OR ☕', ['good 👍🏽'], ['good']],
    ['semi-conducteur*', ['semi-conducteurs'], ['conducteurs semi']],
  ],
  youscan: [
    ['colgate OR colgete OR colgait', ['my colgete'], ['toothpaste']],
    ['puma AND sneakers', ['sneakers of puma'], ['puma']],
    ['puma sneakers', ['sneakers of puma'], ['puma']],
    ['hand /2 cream', ['Cream for hands', 'hand cream'], ['cream for my hand', 'hand']],
    ['coca /1 cola', ['coca cola', 'cola coca'], ['coca or cola']],
    ['(Ferrari OR McLaren OR Mercedes) AND racecar', ['mclaren racecars'], ['racecar']],
    ['"La Roche Posay"', ['la roche posay'], ['la roches posay', 'roche la posay']],
    ['(burger OR hamburger) AND NOT mushroom /2 sauce', ['a burger'], ['burger in mushroom sauce']],
    ['Mask -movie -"Jim Carray"', ['masks'], ['the mask, a movie', 'mask jim carray']],
    ['comp*', ['computer', 'comp'], ['com']],
    ['<<< this finds competitors >>> puma', ['puma'], ['competitors']],
    ['puma && (sneakers || boots) ~~ fake', ['puma boots'], ['puma boots, fake', 'puma']],
    ['!hand =Puma', ['Puma in hand'], ['puma in hand', 'Puma in hands']],
  ],
  talkwalker: [
    ['BMW AND bike', ['a bike by bmw'], ['bmw']],
    ['BMW AND NOT bike', ['bmw'], ['bmw bike']],
    ['BMW OR bike', ['bikes or bike'], ['car']],
    ['shop AND NOT coupons', ['a shop'], ['shop coupons']],
    ['"BMW series"', ['the BMW series'], ['series of bmw']],
    ['BMW AND (motorcycle OR car)', ['car by bmw'], ['bmw']],
    ['Luxemb*', ['Luxembourg', 'Luxemburgish'], ['Lux']],
    ['reali?ation', ['realisation', 'realization'], ['realiation']],
    ['"obama merkel"~3', ['Obama, Monti and Merkel agreed', 'merkel obama'], ['obama a b c merkel']],
    ['cat dog mouse bird', ['bird, mouse, dog, cat'], ['cat dog mouse']],
    ['ABC', ['ABC news'], ['abc news']],
    ['++"Vodafone"', ['Vodafone'], ['vodafone']],
    ['+"@username"', ['hi @UserName'], ['username']],
    ['@name OR #tag OR $cash', ['@Name', '#tag', '$CASH'], ['name tag cash']],
    ['cats AND lang:en', [post('cats', { language: 'en' })], [post('cats', { language: 'fr' })]],
    ['BMW -site:"mysite.com"', [post('bmw', { site: 'other.com' })], [post('bmw', { site: 'mysite.com' })]],
    ['BlackBerry site:"www.cnet.com" site:"bild.de"', [post('blackberry', { site: 'bild.de' })], ['blackberry']],
    ['car AND domainurl:"http://my-site.com/"', [post('car', { site: 'www.my-site.com' })], ['car']],
    ['tesla AND is:retweet', [post('tesla', { type: 'repost' })], ['tesla']],
    ['tesla\nbmw AND bike', ['tesla', 'bmw bike'], ['bike']],
  ],
  brand24: [
    [
      'Keywords: Apple, "apple pie"\nRequired: iPhone 16',
      ['apple and iphone 16'],
      ['apple', 'iphone 16', 'apple iphone 17'],
    ],
    ['Keywords: Apple\nExcluded: fruit, recipe\njuice', ['apple'], ['apple juice', 'apple recipe']],
    ['nike\nadidas, puma', ['adidas', 'puma'], ['reebok']],
    ['Apple AND (iPhone OR "mac book") NOT fruit', ['apple mac book'], ['apple', 'apple iphone fruit']],
  ],
}

/** Enough forms of English for the documentation's own examples. */
const forms: FormsOf = (word, language) => [...likelyForms(word, language), `${word}s`]

for (const vendor of vendors)
  for (const [query, finds, not] of documented[vendor])
    test(`${vendor}: ${JSON.stringify(query)} finds what its documentation says`, () => {
      const { query: ours, problems } = translate(query, vendor)
      const read = parseQuery(ours)
      assert.ok(read.ok, JSON.stringify(problems))
      const holds = (one: string | Post) =>
        evaluateNaively(read.query, typeof one === 'string' ? { text: one } : one, forms) !== undefined
      assert.deepEqual(
        finds.filter((one) => !holds(one)),
        [],
        `${ours} misses`,
      )
      assert.deepEqual(not.filter(holds), [], `${ours} finds too much`)
    })
