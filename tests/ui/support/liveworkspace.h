#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QString>

namespace hw::test {

/// Adds to a workspace (which is made where there is none) the source "crm", which verifies nothing and identifies the
/// user that its requests name, and lets an environment's actions go to Knock at `url`. The key's value comes from the
/// process's environment.
[[nodiscard]] bool makeLive(const QString& root, const QString& environment, const QString& url, const QByteArray& key,
                            quint16 port, const Clock& clock);

/// {"type":"user.updated","user":…}
[[nodiscard]] QByteArray crmBody(const QString& user);

} // namespace hw::test
