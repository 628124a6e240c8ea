import { useWords } from '../../../i18n/words.tsx'
import { CopyField } from '../../../ui/copy-field.tsx'
import { Stack } from '../../../ui/layout.tsx'
import styles from './sources.module.css'

const example = (address: string) => `id=msg_1; at=$(date +%s)
body='[{"id":"42","text":"…","url":"https://example.org/42","author":{"handle":"ada"}}]'
key=$(printf %s "\${SECRET#whsec_}" | base64 -d | xxd -p -c 64)
sign=$(printf %s "$id.$at.$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:$key -binary | base64)
curl ${address} -H 'content-type: application/json' \\
  -H "webhook-id: $id" -H "webhook-timestamp: $at" -H "webhook-signature: v1,$sign" -d "$body"`

/** Where an inlet is told, and how what is told is signed. */
export function InletHelp({ address }: { address: string }) {
  const say = useWords()
  return (
    <Stack gap={3}>
      <CopyField label={say('listen.sources.inlet.address')} text={address} />
      <p>{say('listen.sources.inlet.how')}</p>
      <pre className={styles.code}>{example(address)}</pre>
    </Stack>
  )
}
