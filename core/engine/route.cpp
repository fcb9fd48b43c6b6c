#include "core/engine/route.h"

#include <QUrl>

#include <algorithm>
#include <numeric>
#include <vector>

namespace hw::engine {

namespace {

/// Takes the next segment off the front of a path that starts with a slash; empty where there is none.
QByteArrayView takeSegment(QByteArrayView& path)
{
    if (!path.startsWith('/'))
        return {};
    const qsizetype end = path.indexOf('/', 1);
    const QByteArrayView segment = end < 0 ? path.sliced(1) : path.sliced(1, end - 1);
    path = end < 0 ? QByteArrayView() : path.sliced(end);
    return segment;
}

QString decoded(QByteArrayView segment)
{
    return QUrl::fromPercentEncoding(segment.toByteArray());
}

/// Levenshtein's distance, by rows.
qsizetype distance(const QString& a, const QString& b)
{
    std::vector<qsizetype> row(static_cast<size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < static_cast<size_t>(b.size()); ++j) {
            const qsizetype substitution = diagonal + (a.at(i) == b.at(static_cast<qsizetype>(j)) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({substitution, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

} // namespace

std::optional<Route> parseRoute(QByteArrayView path)
{
    Route route;
    QByteArrayView segment = takeSegment(path);
    if (segment == "e") {
        route.environment = decoded(takeSegment(path));
        if (route.environment.isEmpty())
            return std::nullopt;
        segment = takeSegment(path);
    }
    if (segment != "s")
        return std::nullopt;
    route.source = decoded(takeSegment(path));
    if (route.source.isEmpty())
        return std::nullopt;
    route.rest = path.toByteArray();
    return route;
}

QString endpointPath(const QString& source, const QString& environment)
{
    return environment.isEmpty() ? QStringLiteral("/s/%1").arg(source)
                                 : QStringLiteral("/e/%1/s/%2").arg(environment, source);
}

RouteHint routeHint(const http::Message& request, const workspace::Workspace& workspace,
                    const catalog::Catalog& catalog)
{
    RouteHint hint;
    QStringList keys;
    for (const workspace::SourceState& state : workspace.sources)
        keys += QStringList{state.key()} + state.source.aliases;
    QByteArray path = request.path();
    while (path.endsWith('/'))
        path.chop(1);
    // Any path may have been meant: "/stripe-billing", "/webhooks/stripe-billing", "/S/stripe-billing".
    const auto route = parseRoute(path);
    const QString last = route ? route->source : decoded(QByteArrayView(path).sliced(path.lastIndexOf('/') + 1));
    const QString nearest = nearestKey(last.toLower(), keys);
    if (const workspace::SourceState* state = nearest.isEmpty() ? nullptr : workspace.sourceAt(nearest))
        hint.source = state->key();
    if (const catalog::Provider* provider = catalog.recognise(request.headers)) {
        hint.provider = provider->key;
        // One source of this provider: it is that one that was meant.
        std::vector<const workspace::SourceState*> same;
        for (const workspace::SourceState& state : workspace.sources) {
            if (state.loaded && state.source.provider == provider->key)
                same.push_back(&state);
        }
        if (hint.source.isEmpty() && same.size() == 1)
            hint.source = same.front()->key();
    }
    return hint;
}

QString nearestKey(const QString& unknown, const QStringList& known)
{
    QString nearest;
    qsizetype best = unknown.size() / 3 + 1;
    for (const QString& key : known) {
        const qsizetype d = distance(unknown, key);
        if (d < best) {
            best = d;
            nearest = key;
        }
    }
    return nearest;
}

} // namespace hw::engine
