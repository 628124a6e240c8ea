import type { Feeling } from '../../../api/mentions.ts'
import type { Tone } from '../../../ui/feedback.tsx'
import type { IconName } from '../../../ui/icon.tsx'
import { toneIcons, toneLooks } from '../../inbox/conversation/tone-icons.ts'

export const feelingIcons: Record<Feeling, IconName> = { ...toneIcons, unsure: 'info' }
export const feelingLooks: Record<Feeling, Tone> = { ...toneLooks, unsure: 'plain' }
