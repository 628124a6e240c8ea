import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Event, EventUtils } from '@nostr-relay/common'
import { bech32 } from '@scure/base'
import type { NostrEvent } from './events.ts'
import { isGenuine, newSecret, pubkeyOf, signedWith } from './nip01.ts'
import * as nip04 from './nip04.ts'
import { naddrOf, neventOf, npubOf, nsecOf, pubkeyIn, secretIn } from './nip19.ts'
import * as nip44 from './nip44.ts'
import { rumorOf, unwrap, wrap } from './nip59.ts'
import { refOf } from './publish.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const hex = (of: Uint8Array) => Buffer.from(of).toString('hex')
const someone = bytes('67dea2ed018072d675f5415ecfaed7d2597555e202d85b3d65ea4e58d2d92ffa')
const note = { kind: 1, tags: [['t', 'кава']], created_at: 1_700_000_000 }

test('what is signed here is believed by a relay that checks by itself, whatever the words', () => {
  for (const content of ['', 'a "quote", a \\ and\na new\tline\r\b\f', 'кава ☕ 👩‍🍳', '\u2028\u0001</script>']) {
    const event = signedWith(someone, { ...note, content })
    assert.ok(EventUtils.isIdValid(event as Event) && EventUtils.isSigValid(event as Event), content)
    assert.ok(isGenuine(event))
  }
})

test('whatever of an event is changed, it is genuine no more', () => {
  const event = signedWith(someone, { ...note, content: 'true words' })
  const other = signedWith(newSecret(), { ...note, content: 'true words' })
  const forged: unknown[] = [
    { ...event, content: 'other words' },
    { ...event, created_at: event.created_at + 1 },
    { ...event, kind: 7 },
    { ...event, tags: [] },
    { ...event, pubkey: other.pubkey },
    { ...event, id: other.id },
    { ...event, sig: other.sig },
    { ...event, sig: event.sig.toUpperCase() },
    { ...event, sig: '' },
    { ...event, id: undefined },
    { ...other, pubkey: 'f'.repeat(64) },
    null,
    'event',
  ]
  for (const one of forged) assert.equal(isGenuine(one), false, JSON.stringify(one))
})

test('keys are written as in the examples of NIP-19', () => {
  const npub = 'npub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptg'
  const nsec = 'nsec1vl029mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5'
  const nprofile =
    'nprofile1qqsrhuxx8l9ex335q7he0f09aej04zpazpl0ne2cgukyawd24mayt8gpp4mhxue69uhhytnc9e3k7mgpz4mhxue69uhkg6nzv9ejuumpv34kytnrdaksjlyr9p'
  const pubkey = '7e7e9c42a91bfef19fa929e5fda1b72e0ebc1a4c1141673e2794234d86addf4e'
  assert.deepEqual([npubOf(pubkey), pubkeyIn(npub)], [npub, pubkey])
  assert.deepEqual([nsecOf(someone), hex(secretIn(nsec))], [nsec, hex(someone)])
  assert.equal(pubkeyIn(nprofile), '3bf0c63fcb93463407af97a5e5ee64fa883d107ef9e558472c4eb9aaaefa459d')
})

test('what only looks like a key is refused', () => {
  const short = bech32.encode('nsec', bech32.toWords(new Uint8Array(31)))
  const cut = bech32.encode('nprofile', bech32.toWords(Uint8Array.of(0, 32, 1)))
  const npub = npubOf(pubkeyOf(someone))
  for (const one of ['', 'nsec1', short, npub, `${nsecOf(someone).slice(0, -1)}q`])
    assert.throws(() => secretIn(one), one)
  for (const one of ['', 'npub1', cut, nsecOf(someone), `${npub.slice(0, -1)}x`])
    assert.throws(() => pubkeyIn(one), one)
})

test('an address of an event tells its name, its author and its kind', () => {
  const [id, pubkey] = ['ab'.repeat(32), 'cd'.repeat(32)]
  const told = (address: string) => {
    const { words } = bech32.decode(address as `${string}1${string}`, 5000)
    return hex(bech32.fromWords(words))
  }
  assert.equal(told(neventOf({ id, pubkey, kind: 1 })), `0020${id}0220${pubkey}030400000001`)
  assert.equal(told(naddrOf({ identifier: 'aé', pubkey, kind: 30_023 })), `000361c3a90220${pubkey}030400007547`)
})

test('an article whose identifier no address can hold is named by its hash', async () => {
  const article = signedWith(someone, { ...note, kind: 30_023, tags: [['d', 'x'.repeat(256)]], content: 'long' })
  const { url, more } = await refOf(article)
  assert.match(url ?? '', /\/nevent1/)
  assert.equal(more?.address, `30023:${article.pubkey}:${'x'.repeat(256)}`)
})

const a = '0000000000000000000000000000000000000000000000000000000000000001'
const b = '0000000000000000000000000000000000000000000000000000000000000002'
const hidden: [mine: string, theirs: string, key: string, nonce: string, text: string, payload: string][] = [
  [
    a,
    b,
    'c41c775356fd92eadc63ff5a0dc1da211b268cbea22316767095b2871ea1412d',
    a,
    'a',
    'AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABee0G5VSK0/9YypIObAtDKfYEAjD35uVkHyB0F4DwrcNaCXlCWZKaArsGrY6M9wnuTMxWfp1RTN9Xga8no+kF5Vsb',
  ],
  [
    b,
    a,
    'c41c775356fd92eadc63ff5a0dc1da211b268cbea22316767095b2871ea1412d',
    'f00000000000000000000000000000f00000000000000000000000000000000f',
    '🍕🫃',
    'AvAAAAAAAAAAAAAAAAAAAPAAAAAAAAAAAAAAAAAAAAAPSKSK6is9ngkX2+cSq85Th16oRTISAOfhStnixqZziKMDvB0QQzgFZdjLTPicCJaV8nDITO+QfaQ61+KbWQIOO2Yj',
  ],
  [
    '5c0c523f52a5b6fad39ed2403092df8cebc36318b39383bca6c00808626fab3a',
    '4b22aa260e4acb7021e32f38a6cdf4b673c6a277755bfce287e370c924dc936d',
    '3e2b52a63be47d34fe0a80e34e73d436d6963bc8f39827f327057a9986c20a45',
    'b635236c42db20f021bb8d1cdff5ca75dd1a0cc72ea742ad750f33010b24f73b',
    '表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀',
    'ArY1I2xC2yDwIbuNHN/1ynXdGgzHLqdCrXUPMwELJPc7s7JqlCMJBAIIjfkpHReBPXeoMCyuClwgbT419jUWU1PwaNl4FEQYKCDKVJz+97Mp3K+Q2YGa77B6gpxB/lr1QgoqpDf7wDVrDmOqGoiPjWDqy8KzLueKDcm9BVP8xeTJIxs=',
  ],
  [
    '8f40e50a84a7462e2b8d24c28898ef1f23359fff50d8c509e6fb7ce06e142f9c',
    'b9b0a1e9cc20100c5faa3bbe2777303d25950616c4c6a3fa2e3e046f936ec2ba',
    'd5a2f879123145a4b291d767428870f5a8d9e5007193321795b40183d4ab8c2b',
    'b20989adc3ddc41cd2c435952c0d59a91315d8c5218d5040573fc3749543acaf',
    'ability🤝的 ȺȾ',
    'ArIJia3D3cQc0sQ1lSwNWakTFdjFIY1QQFc/w3SVQ6yvbG2S0x4Yu86QGwPTy7mP3961I1XqB6SFFTzqDZZavhxoWMj7mEVGMQIsh2RLWI5EYQaQDIePSnXPlzf7CIt+voTD',
  ],
]

test('words are hidden and found as in the published vectors of NIP-44', () => {
  for (const [mine, theirs, key, nonce, text, payload] of hidden) {
    const reckoned = nip44.conversationKey(bytes(mine), pubkeyOf(bytes(theirs)))
    assert.equal(hex(reckoned), key)
    assert.equal(nip44.encrypt(text, reckoned, bytes(nonce)), payload)
    assert.equal(nip44.decrypt(payload, reckoned), text)
  }
})

test('what NIP-44 forbids to open stays shut, and for the reason it gives', () => {
  const forbidden: [key: string, payload: string, why: RegExp][] = [
    [
      'ca2527a037347b91bea0c8a30fc8d9600ffd81ec00038671e3a0f0cb0fc9f642',
      '#tqupco0WyaOW2IGDKcshwxI9xO8HgD/P8Ddt46CbxDbrhdG8VmJZE0UICD06CUvEvdnr1cp1fiMtlM/GrE92xAc1EwsVCQEgWEu2gsHUVf4JAa3TpgkmFc3TWsax0v6n/Wq',
      /version/,
    ],
    [
      '36f04e558af246352dcf73b692fbd3646a2207bd8abd4b1cd26b234db84d9481',
      'AK1AjUvoYW3IS7C/BGRUoqEC7ayTfDUgnEPNeWTF/reBZFaha6EAIRueE9D1B1RuoiuFScC0Q94yjIuxZD3JStQtE8JMNacWFs9rlYP+ZydtHhRucp+lxfdvFlaGV/sQlqZz',
      /version 0/,
    ],
    [
      'ca2527a037347b91bea0c8a30fc8d9600ffd81ec00038671e3a0f0cb0fc9f642',
      'Atфupco0WyaOW2IGDKcshwxI9xO8HgD/P8Ddt46CbxDbrhdG8VmJZE0UICD06CUvEvdnr1cp1fiMtlM/GrE92xAc1EwsVCQEgWEu2gsHUVf4JAa3TpgkmFc3TWsax0v6n/Wq',
      /letter/,
    ],
    [
      'cff7bd6a3e29a450fd27f6c125d5edeb0987c475fd1e8d97591e0d4d8a89763c',
      'Agn/l3ULCEAS4V7LhGFM6IGA17jsDUaFCKhrbXDANholyySBfeh+EN8wNB9gaLlg4j6wdBYh+3oK+mnxWu3NKRbSvQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      /changed/,
    ],
    [
      'cfcc9cf682dfb00b11357f65bdc45e29156b69db424d20b3596919074f5bf957',
      'AmWxSwuUmqp9UsQX63U7OQ6K1thLI69L7G2b+j4DoIr0oRWQ8avl4OLqWZiTJ10vIgKrNqjoaX+fNhE9RqmR5g0f6BtUg1ijFMz71MO1D4lQLQfW7+UHva8PGYgQ1QpHlKgR',
      /changed/,
    ],
    [
      '5254827d29177622d40a7b67cad014fe7137700c3c523903ebbe3e1b74d40214',
      'Anq2XbuLvCuONcr7V0UxTh8FAyWoZNEdBHXvdbNmDZHB573MI7R7rrTYftpqmvUpahmBC2sngmI14/L0HjOZ7lWGJlzdh6luiOnGPc46cGxf08MRC4CIuxx3i2Lm0KqgJ7vA',
      /padded/,
    ],
    [
      'fea39aca9aa8340c3a78ae1f0902aa7e726946e4efcd7783379df8096029c496',
      'An1Cg+O1TIhdav7ogfSOYvCj9dep4ctxzKtZSniCw5MwRrrPJFyAQYZh5VpjC2QYzny5LIQ9v9lhqmZR4WBYRNJ0ognHVNMwiFV1SHpvUFT8HHZN/m/QarflbvDHAtO6pY16',
      /padded/,
    ],
    ['5cd2d13b9e355aeb2452afbd3786870dbeecb9d355b12cb0a3b6e9da5744cd35', '', /short/],
    ['d61d3f09c7dfe1c0be91af7109b60a7d9d498920c90cbba1e137320fdd938853', 'Ag==', /short/],
  ]
  for (const [key, payload, why] of forbidden) assert.throws(() => nip44.decrypt(payload, bytes(key)), why)
  const noKeys: [string, string][] = [
    ['f'.repeat(64), '1234567890abcdef'.repeat(4)],
    ['0'.repeat(64), '1234567890abcdef'.repeat(4)],
    ['fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364139', 'f'.repeat(64)],
    ['fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141', '1234567890abcdef'.repeat(4)],
    [b, '1234567890abcdef'.repeat(4)],
  ]
  for (const [secret, pubkey] of noKeys) assert.throws(() => nip44.conversationKey(bytes(secret), pubkey), secret)
})

test('lengths are padded as in the published table, and long words come back whole', () => {
  const table =
    '16 32 32 32 33 64 37 64 45 64 49 64 64 64 65 96 100 128 111 128 200 224 250 256 320 320 383 384 384 384 400 448 500 512 512 512 515 640 700 768 800 896 900 1024 1020 1024 65536 65536'
  const numbers = table.split(' ').map(Number)
  for (let at = 0; at < numbers.length; at += 2) assert.equal(nip44.paddedLength(numbers[at] ?? 0), numbers[at + 1])
  const key = nip44.conversationKey(someone, pubkeyOf(bytes(b)))
  for (const length of [1, 32, 33, 65_535, 65_536, 200_000])
    assert.equal(nip44.decrypt(nip44.encrypt('x'.repeat(length), key), key).length, length)
  assert.throws(() => nip44.encrypt('', key), /no words/)
})

test('a message in the old form of another program is read, and ours reads back', () => {
  const mine = bytes('91ba716fa9e7ea2fcbad360cf4f8e0d312f73984da63d90f524ad61a6a1e7dbe')
  const theirs = bytes('96f6fa197aa07477ab88f6981118466ae3a982faab8ad5db9d5426870c73d220')
  const from = [mine, pubkeyOf(theirs)] as const
  assert.equal(nip04.decrypt(...from, 'zJxfaJ32rN5Dg1ODjOlEew==?iv=EV5bUjcc4OX2Km/zPp4ndQ=='), 'nanana')
  assert.equal(nip04.decrypt(theirs, pubkeyOf(mine), nip04.encrypt(...from, 'кава ☕')), 'кава ☕')
  for (const wrong of ['', 'zJxfaJ32rN5Dg1ODjOlEew==', 'zJxf?iv=EV5bUjcc4OX2Km/zPp4ndQ==', '?iv=?iv='])
    assert.throws(() => nip04.decrypt(...from, wrong), wrong)
})

const toThem: NostrEvent = {
  id: '2886780f7349afc1344047524540ee716f7bdc1b64191699855662330bf235d8',
  pubkey: '8f8a7ec43b77d25799281207e1a47f7a654755055788f7482653f9c9661c6d51',
  created_at: 1_703_128_320,
  kind: 1059,
  tags: [['p', '918e2da906df4ccd12c8ac672d8335add131a4cf9d27ce42b3bb3625755f0788']],
  content:
    'AsqzdlMsG304G8h08bE67dhAR1gFTzTckUUyuvndZ8LrGCvwI4pgC3d6hyAK0Wo9gtkLqSr2rT2RyHlE5wRqbCOlQ8WvJEKwqwIJwT5PO3l2RxvGCHDbd1b1o40ZgIVwwLCfOWJ86I5upXe8K5AgpxYTOM1BD+SbgI5jOMA8tgpRoitJedVSvBZsmwAxXM7o7sbOON4MXHzOqOZpALpS2zgBDXSAaYAsTdEM4qqFeik+zTk3+L6NYuftGidqVluicwSGS2viYWr5OiJ1zrj1ERhYSGLpQnPKrqDaDi7R1KrHGFGyLgkJveY/45y0rv9aVIw9IWF11u53cf2CP7akACel2WvZdl1htEwFu/v9cFXD06fNVZjfx3OssKM/uHPE9XvZttQboAvP5UoK6lv9o3d+0GM4/3zP+yO3C0NExz1ZgFmbGFz703YJzM+zpKCOXaZyzPjADXp8qBBeVc5lmJqiCL4solZpxA1865yPigPAZcc9acSUlg23J1dptFK4n3Tl5HfSHP+oZ/QS/SHWbVFCtq7ZMQSRxLgEitfglTNz9P1CnpMwmW/Y4Gm5zdkv0JrdUVrn2UO9ARdHlPsW5ARgDmzaxnJypkfoHXNfxGGXWRk0sKLbz/ipnaQP/eFJv/ibNuSfqL6E4BnN/tHJSHYEaTQ/PdrA2i9laG3vJti3kAl5Ih87ct0w/tzYfp4SRPhEF1zzue9G/16eJEMzwmhQ5Ec7jJVcVGa4RltqnuF8unUu3iSRTQ+/MNNUkK6Mk+YuaJJs6Fjw6tRHuWi57SdKKv7GGkr0zlBUU2Dyo1MwpAqzsCcCTeQSv+8qt4wLf4uhU9Br7F/L0ZY9bFgh6iLDCdB+4iABXyZwT7Ufn762195hrSHcU4Okt0Zns9EeiBOFxnmpXEslYkYBpXw70GmymQfJlFOfoEp93QKCMS2DAEVeI51dJV1e+6t3pCSsQN69Vg6jUCsm1TMxSs2VX4BRbq562+VffchvW2BB4gMjsvHVUSRl8i5/ZSDlfzSPXcSGALLHBRzy+gn0oXXJ/447VHYZJDL3Ig8+QW5oFMgnWYhuwI5QSLEyflUrfSz+Pdwn/5eyjybXKJftePBD9Q+8NQ8zulU5sqvsMeIx/bBUx0fmOXsS3vjqCXW5IjkmSUV7q54GewZqTQBlcx+90xh/LSUxXex7UwZwRnifvyCbZ+zwNTHNb12chYeNjMV7kAIr3cGQv8vlOMM8ajyaZ5KVy7HpSXQjz4PGT2/nXbL5jKt8Lx0erGXsSsazkdoYDG3U',
  sig: 'a3c6ce632b145c0869423c1afaff4a6d764a9b64dedaf15f170b944ead67227518a72e455567ca1c2a0d187832cecbde7ed478395ec4c95dd3e71749ed66c480',
}
const toUs: NostrEvent = {
  id: '162b0611a1911cfcb30f8a5502792b346e535a45658b3a31ae5c178465509721',
  pubkey: '626be2af274b29ea4816ad672ee452b7cf96bbb4836815a55699ae402183f512',
  created_at: 1_702_711_587,
  kind: 1059,
  tags: [['p', '44900586091b284416a0c001f677f9c49f7639a55c3f1e2ec130a8e1a7998e1b']],
  content:
    'AsTClTzr0gzXXji7uye5UB6LYrx3HDjWGdkNaBS6BAX9CpHa+Vvtt5oI2xJrmWLen+Fo2NBOFazvl285Gb3HSM82gVycrzx1HUAaQDUG6HI7XBEGqBhQMUNwNMiN2dnilBMFC3Yc8ehCJT/gkbiNKOpwd2rFibMFRMDKai2mq2lBtPJF18oszKOjA+XlOJV8JRbmcAanTbEK5nA/GnG3eGUiUzhiYBoHomj3vztYYxc0QYHOx0WxiHY8dsC6jPsXC7f6k4P+Hv5ZiyTfzvjkSJOckel1lZuE5SfeZ0nduqTlxREGeBJ8amOykgEIKdH2VZBZB+qtOMc7ez9dz4wffGwBDA7912NFS2dPBr6txHNxBUkDZKFbuD5wijvonZDvfWq43tZspO4NutSokZB99uEiRH8NAUdGTiNb25m9JcDhVfdmABqTg5fIwwTwlem5aXIy8b66lmqqz2LBzJtnJDu36bDwkILph3kmvaKPD8qJXmPQ4yGpxIbYSTCohgt2/I0TKJNmqNvSN+IVoUuC7ZOfUV9lOV8Ri0AMfSr2YsdZ9ofV5o82ClZWlWiSWZwy6ypa7CuT1PEGHzywB4CZ5ucpO60Z7hnBQxHLiAQIO/QhiBp1rmrdQZFN6PUEjFDloykoeHe345Yqy9Ke95HIKUCS9yJurD+nZjjgOxZjoFCsB1hQAwINTIS3FbYOibZnQwv8PXvcSOqVZxC9U0+WuagK7IwxzhGZY3vLRrX01oujiRrevB4xbW7Oxi/Agp7CQGlJXCgmRE8Rhm+Vj2s+wc/4VLNZRHDcwtfejogjrjdi8p6nfUyqoQRRPARzRGUnnCbh+LqhigT6gQf3sVilnydMRScEc0/YYNLWnaw9nbyBa7wFBAiGbJwO40k39wj+xT6HTSbSUgFZzopxroO3f/o4+ubx2+IL3fkev22mEN38+dFmYF3zE+hpE7jVxrJpC3EP9PLoFgFPKCuctMnjXmeHoiGs756N5r1Mm1ffZu4H19MSuALJlxQR7VXE/LzxRXDuaB2u9days/6muP6gbGX1ASxbJd/ou8+viHmSC/ioHzNjItVCPaJjDyc6bv+gs1NPCt0qZ69G+JmgHW/PsMMeL4n5bh74g0fJSHqiI9ewEmOG/8bedSREv2XXtKV39STxPweceIOh0k23s3N6+wvuSUAJE7u1LkDo14cobtZ/MCw/QhimYPd1u5HnEJvRhPxz0nVPz0QqL/YQeOkAYk7uzgeb2yPzJ6DBtnTnGDkglekhVzQBFRJdk740LEj6swkJ',
  sig: 'c94e74533b482aa8eeeb54ae72a5303e0b21f62909ca43c8ef06b0357412d6f8a92f96e1a205102753777fd25321a58fba3fb384eee114bd53ce6c06a1c22bab',
}

test('the message of NIP-17 is genuine and is opened by whom it was wrapped for', () => {
  const sender = secretIn('nsec1w8udu59ydjvedgs3yv5qccshcj8k05fh3l60k9x57asjrqdpa00qkmr89m')
  const receiver = secretIn('nsec12ywtkplvyq5t6twdqwwygavp5lm4fhuang89c943nf2z92eez43szvn4dt')
  assert.ok(isGenuine(toThem) && isGenuine(toUs))
  for (const rumor of [unwrap(toThem, receiver), unwrap(toUs, sender)]) {
    assert.equal(rumor.content, 'Hola, que tal?')
    assert.equal(rumor.pubkey, pubkeyOf(sender))
    assert.deepEqual([rumor.kind, rumor.tags[0]?.slice(0, 2)], [14, ['p', pubkeyOf(receiver)]])
  }
  assert.throws(() => unwrap(toThem, sender), /changed/)
})

test('a wrap hides who wrote and when, and nobody can put words into the mouth of another', () => {
  const [mallory, reader] = [newSecret(), newSecret()]
  const now = 1_700_000_000
  const rumor = rumorOf({ kind: 14, tags: [['p', pubkeyOf(reader)]], content: 'hello', created_at: now }, someone)
  const wrapped = wrap(rumor, someone, pubkeyOf(reader), now)
  assert.ok(isGenuine(wrapped) && wrapped.pubkey !== rumor.pubkey)
  assert.ok(wrapped.created_at <= now && wrapped.created_at > now - 2 * 86_400)
  assert.deepEqual(unwrap(wrapped, reader), rumor)
  assert.throws(() => unwrap(wrap(rumor, mallory, pubkeyOf(reader), now), reader), /who sealed/)
})
