#include "publish/document.h"

#include "source/http_headers.h"

LodStatus lod_document_open(LodHttp *http, const char *url, const char *accept,
                            LodLog *log, LodTransfer **transfer)
{
  LodStatus status = lod_http_open(http, url, accept, transfer);
  if (!status)
    status = lod_transfer_status(*transfer);
  if (!status || !*transfer)
    return status;
  lod_transfer_tell(*transfer, LOD_ERROR, log);
  lod_transfer_free(*transfer);
  *transfer = NULL;
  return status;
}

LodStatus lod_document_read(LodTransfer *transfer, LodLog *log,
                            LodCsvwFetched *fetched)
{
  LodMediaType type;
  lod_http_media_type(lod_transfer_header(transfer, "Content-Type", 0), &type);
  LodStatus status = lod_buffer_append_text(&fetched->charset, type.charset);
  if (!status)
    status = lod_transfer_read_all(transfer, log, LOD_ERROR, &fetched->bytes);
  return status ? status
                : lod_buffer_append_text(&fetched->location,
                                         lod_transfer_url(transfer));
}

LodStatus lod_document_fetch(void *user, const char *url, LodLog *log,
                             LodCsvwFetched *fetched)
{
  LodTransfer *transfer;
  LodStatus status =
      lod_document_open(user, url, LOD_ACCEPT_METADATA, log, &transfer);
  if (status)
    return status;
  status = lod_document_read(transfer, log, fetched);
  lod_transfer_free(transfer);
  return status;
}
