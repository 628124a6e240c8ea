import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useWords } from '../i18n/words.tsx'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import { IconButton } from './icon-button.tsx'
import styles from './overlay.module.css'

type DialogProps = {
  isOpen: boolean
  onClose: () => void
  title: ReactNode
  children: ReactNode
  /** The row of buttons at the foot. A form inside keeps its own. */
  foot?: ReactNode
  wide?: boolean
  /** `alertdialog` for a question that must be answered. */
  role?: 'dialog' | 'alertdialog'
}

/** A question or a task in front of everything else. Escape, the cross and a press outside close it. */
export function Dialog({ isOpen, onClose, title, children, foot, wide, role = 'dialog' }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === 'dialog'}
      className={styles.veil ?? ''}
    >
      <Modal className={classes(styles.dialog, wide && styles.wide)}>
        <Framed title={title} foot={foot} role={role} onClose={onClose}>
          {children}
        </Framed>
      </Modal>
    </ModalOverlay>
  )
}

/** As a dialog, from the edge: for details beside what one looks at. */
export function Drawer({ isOpen, onClose, title, children, foot }: Omit<DialogProps, 'wide' | 'role'>) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className={classes(styles.veil, styles.side)}
    >
      <Modal className={styles.drawer ?? ''}>
        <Framed title={title} foot={foot} role="dialog" onClose={onClose}>
          {children}
        </Framed>
      </Modal>
    </ModalOverlay>
  )
}

type ConfirmProps = {
  isOpen: boolean
  onClose: () => void
  title: string
  children: ReactNode
  act: string
  onAct: () => void
  isPending?: boolean
  danger?: boolean
  isActDisabled?: boolean
}

/** Asks before what cannot be undone. `act` names the deed itself, never "OK". */
export function Confirm({ act, onAct, isPending, danger, isActDisabled, children, ...dialog }: ConfirmProps) {
  const say = useWords()
  return (
    <Dialog
      {...dialog}
      role="alertdialog"
      foot={
        <>
          <Button onPress={dialog.onClose}>{say('ui.cancel')}</Button>
          <Button
            variant={danger ? 'danger' : 'primary'}
            onPress={onAct}
            isPending={isPending}
            isDisabled={isActDisabled}
          >
            {act}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}

function Framed({
  title,
  foot,
  role,
  onClose,
  children,
}: Pick<DialogProps, 'title' | 'foot' | 'role' | 'onClose' | 'children'>) {
  const say = useWords()
  return (
    <AriaDialog role={role} className={styles.frame ?? ''}>
      <header className={styles.top}>
        <Heading slot="title" level={2}>
          {title}
        </Heading>
        <IconButton icon="close" label={say('ui.close')} onPress={onClose} />
      </header>
      <div className={styles.body}>{children}</div>
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </AriaDialog>
  )
}
