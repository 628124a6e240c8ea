import { useNavigate } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'
import { useLiveEvents } from '../../api/live.ts'
import { freshAlerts } from '../../api/support.ts'
import type { LiveEvent } from '../../api/team.ts'
import { useWords } from '../../i18n/words.tsx'
import { toast } from '../../ui/toast.tsx'
import { playChime } from './play-chime.ts'

const calmMs = 300

/** Hears that somebody was told something, and says it aloud where they chose so: a sound, and words with the way there. */
export default function AlertEar() {
  const say = useWords()
  const navigate = useNavigate()
  const heard = useRef<Set<string>>(new Set())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const listen = useCallback(async () => {
    const { items } = await freshAlerts()
    const fresh = items.filter((one) => !heard.current.has(one.id))
    for (const one of fresh) heard.current.add(one.id)
    const [newest] = fresh
    if (!newest) return
    const loudest = fresh.find((one) => one.loud)
    if (loudest) playChime(loudest.event)
    toast(newest.text, {
      act: { text: say('service.alert.open'), onAct: () => void navigate({ to: newest.href }) },
    })
  }, [say, navigate])
  const hear = useCallback(
    (event: LiveEvent) => {
      if (event.type !== 'notice.made') return
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void listen().catch(() => undefined), calmMs)
    },
    [listen],
  )
  useLiveEvents(hear)
  return null
}
