import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiFailure } from '../../../api/failure.ts'
import type { Reply } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { TextArea } from '../../../ui/text-field.tsx'

type SendBackProps = { act: UseMutationResult<Reply, ApiFailure, string>; onClose: () => void }

/** An answer goes back to who wrote it, with what is to be changed. */
export function SendBack({ act, onClose }: SendBackProps) {
  const say = useWords()
  const [reason, setReason] = useState('')
  return (
    <Dialog isOpen onClose={onClose} title={say('inbox.reply.sendBack')}>
      <Form
        failure={act.error}
        fields={['reason']}
        onSubmit={() => act.mutate(reason)}
        foot={
          <Button type="submit" variant="primary" isPending={act.isPending} isDisabled={reason.trim() === ''}>
            {say('inbox.reply.sendBack')}
          </Button>
        }
      >
        <TextArea
          autoFocus
          name="reason"
          label={say('inbox.reply.reason')}
          value={reason}
          onChange={setReason}
          maxLength={2000}
        />
      </Form>
    </Dialog>
  )
}
