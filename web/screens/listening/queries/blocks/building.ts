import { createContext, type RefObject, useContext } from 'react'
import type { Block, BlockProblem } from '../../../../../modules/listening/compose.ts'
import type { Path } from './block-tree.ts'

export type Building = {
  root: Block
  put: (root: Block) => void
  problems: readonly BlockProblem[]
  isReadOnly: boolean
  /** The place of what was just added: its field takes the focus. */
  fresh: RefObject<string | null>
}

export const BuildingContext = createContext<Building | null>(null)

export function useBuilding(): Building {
  const building = useContext(BuildingContext)
  if (!building) throw new Error('a block stands outside its builder')
  return building
}

export const placeName = (path: Path): string => path.join('.')
