import { type DragEvent, useRef, useState } from 'react'

/** A place files are dropped on; null where none are taken. Entering what lies inside it does not count as leaving it. */
export function useDropFiles(onFiles: ((files: File[]) => void) | null) {
  const [isOver, setOver] = useState(false)
  const depth = useRef(0)
  const holdsFiles = (event: DragEvent) => onFiles !== null && event.dataTransfer.types.includes('Files')
  const leave = () => {
    depth.current = 0
    setOver(false)
  }
  return {
    isOver,
    handlers: {
      onDragEnter: (event: DragEvent) => {
        if (!holdsFiles(event)) return
        depth.current += 1
        setOver(true)
      },
      onDragOver: (event: DragEvent) => {
        if (holdsFiles(event)) event.preventDefault()
      },
      onDragLeave: (event: DragEvent) => {
        if (!holdsFiles(event)) return
        depth.current -= 1
        if (depth.current <= 0) leave()
      },
      onDrop: (event: DragEvent) => {
        if (!holdsFiles(event)) return
        event.preventDefault()
        leave()
        onFiles?.([...event.dataTransfer.files])
      },
    },
  }
}
