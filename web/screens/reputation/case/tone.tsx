import { useWords } from '../../../i18n/words.tsx'
import { Badge } from '../../../ui/feedback.tsx'

export const tones = ['negative', 'neutral', 'positive'] as const
export type Tone = (typeof tones)[number]
const looks = { negative: 'bad', neutral: 'plain', positive: 'good' } as const

export function ToneBadge({ tone }: { tone: Tone | null }) {
  const say = useWords()
  return tone && <Badge tone={looks[tone]}>{say(`inbox.tone.${tone}`)}</Badge>
}
