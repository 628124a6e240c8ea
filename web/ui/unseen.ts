import styles from './unseen.module.css'

/** For what only those hear who listen to the screen. */
export const unseen = styles.unseen ?? ''
