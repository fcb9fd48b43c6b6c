#include "core/store/housekeeper.h"

#include "core/base/logging.h"

namespace hw::store {

Housekeeper::Housekeeper(Writer& writer, const Clock& clock, const QString& storePath)
    : QObject(&writer)
    , m_indexer(storePath)
    , m_retention(writer, clock)
{
    connect(&writer, &Writer::committed, this, [this] { m_indexer.wake(); });
}

void Housekeeper::setRetention(const json::Value& settings)
{
    const Result<RetentionLimits> limits = readRetention(settings);
    if (!limits) {
        qCWarning(logStore).noquote() << "retention settings do not read, all is kept:"
                                      << limits.error().args.join(QStringLiteral(", "));
    }
    m_retention.setLimits(limits.valueOr(RetentionLimits()));
}

} // namespace hw::store
