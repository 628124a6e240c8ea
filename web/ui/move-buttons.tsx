import { IconButton } from './icon-button.tsx'

type MoveButtonsProps = {
  /** What each is called, with the name of the thing: earlier in the list, later in it. */
  words: readonly [earlier: string, later: string]
  at: number
  of: number
  isSideways?: boolean
  isBusy?: boolean
  onMove: (to: number) => void
}

/** Moves one of a list. At its ends they stay, doing nothing: a button that goes takes the focus of the keyboard with it. */
export function MoveButtons({ words, at, of, isSideways = false, isBusy = false, onMove }: MoveButtonsProps) {
  const icons = isSideways ? (['chevron-left', 'chevron-right'] as const) : (['chevron-up', 'chevron-down'] as const)
  const button = (which: 0 | 1, to: number) => {
    const isEnd = to < 0 || to >= of
    return (
      <IconButton
        size="s"
        icon={icons[which]}
        label={words[which]}
        aria-disabled={isEnd || isBusy || undefined}
        onPress={() => {
          if (!isEnd && !isBusy) onMove(to)
        }}
      />
    )
  }
  return (
    <>
      {button(0, at - 1)}
      {button(1, at + 1)}
    </>
  )
}
