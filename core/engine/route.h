#pragma once

#include "core/catalog/catalog.h"
#include "core/http/message.h"
#include "core/workspace/workspace.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace hw::engine {

/// Where a request's path leads: "/s/<source key>" in the active environment, "/e/<environment>/s/<source key>" in a
/// named one. What follows the key belongs to the source.
struct Route
{
    QString source;
    QString environment; ///< empty = the active one
    QByteArray rest;     ///< what follows the key, with its slash; empty mostly

    friend bool operator==(const Route&, const Route&) = default;
};

/// The route of a path (without query, not percent-decoded); nothing where the path has another form.
[[nodiscard]] std::optional<Route> parseRoute(QByteArrayView path);

/// The endpoint's path for a source; `environment` empty = the active one.
[[nodiscard]] QString endpointPath(const QString& source, const QString& environment = {});

/// Where a request that met no source was probably meant to go.
struct RouteHint
{
    QString source;   ///< key of the source whose path is nearest; empty if none is near
    QString provider; ///< key of the provider whose headers it carries; empty if none is known
    friend bool operator==(const RouteHint&, const RouteHint&) = default;
};
[[nodiscard]] RouteHint routeHint(const http::Message& request, const workspace::Workspace& workspace,
                                  const catalog::Catalog& catalog);

/// The known key that an unknown one was probably meant to be: at most a third of its characters differ. Empty if none.
[[nodiscard]] QString nearestKey(const QString& unknown, const QStringList& known);

} // namespace hw::engine
