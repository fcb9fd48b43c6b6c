#pragma once

#include "app/cli/context.h"

namespace hw::cli {

/// `source export KEY [--to FILE]`: the source's bundle.
int exportBundle(Context& context, const Arguments& arguments);

/// `source import FILE` of a document that is a bundle; `file` is named in errors.
int importBundle(Context& context, const Arguments& arguments, const json::Value& bundle, const QString& file);

} // namespace hw::cli
