import { useNavigate } from '@tanstack/react-router'
import { useLayoutEffect, useRef } from 'react'
import { useBrandHere } from './here.ts'
import { keep, kept } from './kept.ts'
import { useScreens } from './nav.tsx'
import { addressIn } from './screen.ts'

/** Single letters can be switched off, since speech input and slips of the hand press them too (WCAG 2.1.4). */
export const lettersHold = (): boolean => kept.letters() !== 'off'
export const holdLetters = (on: boolean): void => keep.letters(on ? 'on' : 'off')

/** So long after G a letter goes somewhere, in milliseconds. */
export const patience = 1_200
/** Not zero: a page counts its time from when it began, and its first second is not long ago. */
export const longAgo = Number.NEGATIVE_INFINITY

/** Ctrl-K anywhere; `?`, and G then a letter, while nothing is being typed. */
export function useShortcuts({ onPalette, onHelp }: { onPalette: () => void; onHelp: () => void }): void {
  const navigate = useNavigate()
  const brand = useBrandHere()
  const screens = useScreens()
  const going = useRef(longAgo)
  // Before what was drawn is seen: whoever sees the screen may press at once.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.code === 'KeyK') {
        event.preventDefault()
        return onPalette()
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || !lettersHold()) return
      if (event.key === '?') return onHelp()
      const letter = event.code.replace('Key', '').toLowerCase()
      if (event.timeStamp - going.current < patience) {
        going.current = longAgo
        const screen = screens.find((one) => one.nav.letter === letter)
        if (screen) void navigate({ to: addressIn(screen, brand?.id) })
      } else if (letter === 'g') going.current = event.timeStamp
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [navigate, brand, screens, onPalette, onHelp])
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  if (event.defaultPrevented || !(target instanceof HTMLElement)) return true
  return (
    target.isContentEditable ||
    target.closest(
      'input, textarea, select, [role=dialog], [role=menu], [role=listbox], [role=spinbutton], [role=grid]',
    ) !== null
  )
}
