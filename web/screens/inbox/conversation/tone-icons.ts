import type { Tone } from '../../../api/inbox.ts'
import type { Tone as Look } from '../../../ui/feedback.tsx'
import type { IconName } from '../../../ui/icon.tsx'

export const toneIcons: Record<Tone, IconName> = { negative: 'warning', neutral: 'minus', positive: 'heart' }
export const toneLooks: Record<Tone, Look> = { negative: 'bad', neutral: 'plain', positive: 'good' }
