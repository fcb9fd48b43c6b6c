#include "ui/models/failurespresenter.h"

#include "ui/models/eventtext.h"

#include <algorithm>

namespace hw::models {

using engine::FailureCause;
using engine::FailureReadThread;

namespace {

constexpr std::chrono::milliseconds refreshPause{2000};
constexpr qsizetype longestDetail = 120;

} // namespace

FailuresPresenter::FailuresPresenter(FailureReadThread& reader, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_reader(reader)
    , m_clock(clock)
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshPause);
    connect(&m_refresh, &QTimer::timeout, this, &FailuresPresenter::refresh);
    connect(&reader, &FailureReadThread::changed, this, [this] {
        if (!m_refresh.isActive())
            m_refresh.start();
    });
    connect(&reader, &FailureReadThread::causesReady, this,
            [this](quint64 generation, const std::vector<FailureCause>& causes) {
                if (generation == m_generation)
                    takeCauses(causes);
            });
}

FailuresPresenter::~FailuresPresenter() = default;

void FailuresPresenter::setSources(const QHash<QString, QString>& names)
{
    m_sources = names;
    if (m_generation == 0)
        refresh();
    Q_EMIT changed();
}

void FailuresPresenter::refresh()
{
    m_reader.requestCauses(++m_generation, m_clock.now(), recent);
}

void FailuresPresenter::takeCauses(const std::vector<FailureCause>& causes)
{
    const auto isThere = [](const std::vector<FailureCause>& all, const QString& key) {
        return std::any_of(all.begin(), all.end(), [&](const FailureCause& each) { return each.key() == key; });
    };
    const std::vector<FailureCause> before = std::exchange(m_causes, causes);
    const bool news = std::exchange(m_known, true);
    if (m_causes == before)
        return;
    Q_EMIT changed();
    if (!news)
        return;
    for (const FailureCause& cause : causes) {
        if (!isThere(before, cause.key()))
            Q_EMIT causeAppeared(cause);
    }
}

std::vector<FailureCause> FailuresPresenter::causes(const QString& source) const
{
    std::vector<FailureCause> out;
    for (const FailureCause& cause : m_causes) {
        const auto dismissed = m_dismissed.constFind(cause.key());
        const bool isNew = dismissed == m_dismissed.constEnd() || cause.lastAt > *dismissed;
        if (isNew && cause.events >= fewest && m_sources.contains(cause.source) &&
            (source.isEmpty() || cause.source == source))
            out.push_back(cause);
    }
    return out;
}

QString FailuresPresenter::text(const FailureCause& cause) const
{
    qint64 counted = 0;
    for (const FailureCause& each : m_causes)
        counted += each.events;
    const int count = static_cast<int>(cause.events);
    const QString events = counted >= FailureCause::mostCounted ? tr("At least %n event(s)", nullptr, count)
                                                                : tr("%n event(s)", nullptr, count);
    const QString name = m_sources.value(cause.source, cause.source);
    const QString since = minuteText(cause.since);
    if (cause.line > 0) {
        QString detail = cause.detail.simplified();
        if (detail.size() > longestDetail)
            detail = detail.left(longestDetail) + u'\u2026';
        return tr("%1 of %2 failed at line %3 since %4: %5")
            .arg(events, name, QString::number(cause.line), since, detail);
    }
    const QString why = cause.detail.isEmpty() ? verificationReasonText(cause.code) : cause.detail.simplified();
    return why.isEmpty() ? tr("%1 of %2 failed since %3").arg(events, name, since)
                         : tr("%1 of %2 failed since %3: %4").arg(events, name, since, why);
}

void FailuresPresenter::dismiss(const FailureCause& cause)
{
    m_dismissed.insert(cause.key(), cause.lastAt);
    Q_EMIT changed();
}

} // namespace hw::models
