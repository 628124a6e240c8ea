import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useWords } from '../../../i18n/words.tsx'
import styles from './crop-frame.module.css'
import { type Crop, type Focus, focusAt, moveCrop, moveFocus } from './fit-crop.ts'

type CropFrameProps = {
  src: string
  alt: string
  size: { width: number; height: number }
  crop: Crop | undefined
  focus: Focus
  onCrop: (crop: Crop) => void
  onFocus: (focus: Focus) => void
}

/** The picture with its crop and its point of interest: both are dragged, or moved with the arrow keys. */
export function CropFrame({ src, alt, size, crop, focus, onCrop, onFocus }: CropFrameProps) {
  const say = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const held = useRef<{ x: number; y: number; crop: Crop } | null>(null)
  const at = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect()
    return box
      ? { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
      : { x: 0, y: 0 }
  }
  return (
    <div className={styles.stage}>
      <div ref={frame} className={styles.frame} style={{ '--ratio': size.width / size.height } as CSSProperties}>
        <img src={src} alt={alt} className={styles.picture} draggable={false} />
        {crop && (
          <button
            type="button"
            className={styles.crop}
            style={{
              left: `${crop.x * 100}%`,
              top: `${crop.y * 100}%`,
              width: `${crop.width * 100}%`,
              height: `${crop.height * 100}%`,
            }}
            aria-label={say('compose.crop.move')}
            onKeyDown={(event) => byArrows(event, (dx, dy) => onCrop(moveCrop(crop, dx, dy)))}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId)
              held.current = { ...at(event), crop }
            }}
            onPointerMove={(event) => {
              const from = held.current
              if (!from) return
              const to = at(event)
              onCrop(moveCrop(from.crop, to.x - from.x, to.y - from.y))
            }}
            onLostPointerCapture={() => {
              held.current = null
            }}
          />
        )}
        <button
          type="button"
          className={styles.focus}
          style={{ left: `${((focus.x + 1) / 2) * 100}%`, top: `${((1 - focus.y) / 2) * 100}%` }}
          aria-label={say('compose.crop.focus')}
          title={say('compose.crop.focus')}
          onKeyDown={(event) => byArrows(event, (dx, dy) => onFocus(moveFocus(focus, dx * 2, -dy * 2)))}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={(event) => {
            if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
            const { x, y } = at(event)
            onFocus(focusAt(x, y))
          }}
        />
      </div>
      <p className={styles.hint}>{say('compose.crop.hint')}</p>
    </div>
  )
}

function byArrows(event: KeyboardEvent, move: (dx: number, dy: number) => void): void {
  const step = event.shiftKey ? 0.1 : 0.02
  const moves: Record<string, [number, number]> = {
    ArrowLeft: [-step, 0],
    ArrowRight: [step, 0],
    ArrowUp: [0, -step],
    ArrowDown: [0, step],
  }
  const by = moves[event.key]
  if (!by) return
  event.preventDefault()
  move(...by)
}
