/** What of the answers is read here: https://developers.google.com/youtube/v3/docs (read 2026-11-22). Counts come as text. */
export type Thumbnails = Record<string, { url: string; width?: number; height?: number } | undefined>

export type Channel = {
  id: string
  snippet?: { title: string; description?: string; customUrl?: string; country?: string; thumbnails?: Thumbnails }
  statistics?: { viewCount?: string; subscriberCount?: string; hiddenSubscriberCount?: boolean; videoCount?: string }
  contentDetails?: { relatedPlaylists?: { uploads?: string } }
  status?: { longUploadsStatus?: string; madeForKids?: boolean }
  brandingSettings?: { channel?: { keywords?: string }; image?: { bannerExternalUrl?: string } }
}

export type Video = {
  id: string
  snippet?: {
    title: string
    description: string
    publishedAt: string
    channelId: string
    channelTitle?: string
    categoryId?: string
    tags?: string[]
    defaultLanguage?: string
    defaultAudioLanguage?: string
    thumbnails?: Thumbnails
  }
  status?: {
    uploadStatus?: string
    failureReason?: string
    rejectionReason?: string
    privacyStatus?: string
    publishAt?: string
    selfDeclaredMadeForKids?: boolean
  }
  statistics?: { viewCount?: string; likeCount?: string; commentCount?: string }
}

export type Comment = {
  id: string
  snippet: {
    authorDisplayName: string
    authorProfileImageUrl?: string
    authorChannelUrl?: string
    authorChannelId?: { value: string }
    textOriginal?: string
    textDisplay: string
    parentId?: string
    videoId?: string
    moderationStatus?: string
    publishedAt: string
    updatedAt: string
  }
}

export type CommentThread = {
  id: string
  snippet: { videoId?: string; topLevelComment: Comment; totalReplyCount: number }
  replies?: { comments: Comment[] }
}
export type PlaylistItem = { id: string; snippet: { resourceId: { videoId: string } } }
