import type { FeelingWords } from './feeling-words.ts'

export const en: FeelingWords = {
  good: `good great love* lovely best amazing awesome excellent fantastic brilliant perfect* wonderful beautiful* delicious tasty
    fresh friendly kind helpful thank* thanks recommend* happy happier glad pleas* impress* enjoy* favourite favorite super nice cool yum*
    quick* fast comfortable comfy gem legend star quality worth delighted fun excited exciting proud win won yay glorious cosy clean`,
  bad: `bad worse worst terrible awful horrible hate* disgust* poor* rubbish garbage trash broke* crash* fail* scam* fraud lie* liar* rude
    useless slow late delay* lost missing wrong problem* issue* error* refund* complain* disappoint* annoy* angry cold stale mould* dirty
    smell* leak* waste* overpriced expensive ridiculous shame* joke unaccept* ignored sad sick pain* nightmare ugly boring cancel* unusable damaged`,
  not: `not no never don't doesn't didn't isn't wasn't aren't can't won't couldn't wouldn't haven't hasn't dont doesnt didnt isnt cant wont without
    nothing nobody neither nor hardly barely`,
  but: 'but however though although except yet',
  time: 'second* minute* hour* day* week* month* year* monday tuesday wednesday thursday friday saturday sunday',
  ask: 'what when where who how why which does do is are can could anyone anybody',
}
