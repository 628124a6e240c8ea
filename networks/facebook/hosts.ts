export const official = 'https://graph.facebook.com'
export const version = 'v25.0'

/** Where graph, uploads and pages of consent stand: the official hosts, or places below the one that stands in for them. */
export const hostsOf = (server: string) =>
  server === official
    ? {
        graph: `${official}/${version}`,
        video: `https://graph-video.facebook.com/${version}`,
        upload: `https://rupload.facebook.com/video-upload/${version}`,
        dialog: `https://www.facebook.com/${version}/dialog/oauth`,
      }
    : {
        graph: `${server}/${version}`,
        video: `${server}/${version}`,
        upload: `${server}/rupload/video-upload/${version}`,
        dialog: `${server}/dialog/oauth`,
      }
