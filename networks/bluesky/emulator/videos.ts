import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { guarded, invalid, needed, ok, XrpcNo } from './answers.ts'
import type { Ground } from './ground.ts'
import { keepBlob } from './repo.ts'
import type { Job } from './state.ts'

/** The video service: it takes a file, makes it ready for playing, and puts it at the account's server. */
export function mountVideos(ground: Ground): void {
  const { site, access } = ground
  site.on(
    'GET',
    '/xrpc/app.bsky.video.getUploadLimits',
    guarded((request) => {
      access.service(request, 'app.bsky.video.getUploadLimits')
      return ok({ canUpload: true, remainingDailyVideos: 25, remainingDailyBytes: 10_000_000_000 })
    }),
  )
  site.on(
    'POST',
    '/xrpc/app.bsky.video.uploadVideo',
    guarded((request) => uploadVideo(ground, request)),
  )
  site.on(
    'GET',
    '/xrpc/app.bsky.video.getJobStatus',
    guarded((request) => {
      const job = ground.state.jobs.get(needed(request.query, 'jobId'))
      if (!job) throw invalid('no such job')
      return ok({ jobStatus: statusOf(ground, job, request.stillProcessing) })
    }),
  )
}

async function uploadVideo(ground: Ground, request: LabRequest): Promise<LabAnswer> {
  const account = ground.access.service(request, 'com.atproto.repo.uploadBlob')
  if (request.query.did !== undefined && request.query.did !== account.did)
    throw new XrpcNo(401, 'AuthenticationRequired', 'this token is for another account')
  const file = request.files[0]
  if (!file) throw invalid('a file is needed')
  const id = `job-${file.sha256.slice(0, 16)}-${account.did.slice(-6)}`
  const known = ground.state.jobs.get(id)
  if (known)
    return {
      status: 409,
      json: {
        error: 'already_exists',
        message: 'Video already processed',
        jobId: id,
        did: account.did,
        state: 'JOB_STATE_COMPLETED',
      },
    }
  ground.commit({ made: 'job', ...(await madeReady(ground, id, account, file)) })
  return ok({ jobStatus: { jobId: id, did: account.did, state: 'JOB_STATE_CREATED', progress: 0 } })
}

async function madeReady(
  ground: Ground,
  id: string,
  account: Parameters<typeof keepBlob>[1],
  file: LabRequest['files'][number],
): Promise<Job> {
  try {
    const { ref } = await keepBlob(ground, account, file)
    return { id, did: account.did, cid: ref.$link }
  } catch (error) {
    if (error instanceof XrpcNo) return { id, did: account.did, failure: error.message }
    throw error
  }
}

function statusOf(ground: Ground, job: Job, stillProcessing: boolean): unknown {
  const about = { jobId: job.id, did: job.did }
  if (stillProcessing) return { ...about, state: 'JOB_STATE_ENCODING', progress: 40 }
  if (job.failure) return { ...about, state: 'JOB_STATE_FAILED', error: 'validation_failure', message: job.failure }
  const blob = ground.state.accounts.get(job.did)?.blobs.get(job.cid ?? '')
  return {
    ...about,
    state: 'JOB_STATE_COMPLETED',
    progress: 100,
    blob: { $type: 'blob', ref: { $link: job.cid }, mimeType: blob?.mime, size: blob?.bytes },
  }
}
