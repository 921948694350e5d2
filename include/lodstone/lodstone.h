/* All of the public interface. */
#ifndef LODSTONE_LODSTONE_H
#define LODSTONE_LODSTONE_H

#include <lodstone/batch.h>
#include <lodstone/check.h>
#include <lodstone/convert.h>
#include <lodstone/explain.h>
#include <lodstone/log.h>
#include <lodstone/nearest.h>
#include <lodstone/output.h>
#include <lodstone/pack.h>
#include <lodstone/status.h>
#include <lodstone/store.h>
#include <lodstone/version.h>

#endif
