#include "ui/models/newsourcepresenter.h"

// What a NewSourcePresenter waits for: test requests, the endpoint's answer, the first event.
namespace hw::models {

namespace {

constexpr int rowsLookedAt = 50;

} // namespace

QStringList NewSourcePresenter::sampleTypes() const
{
    QStringList types;
    if (m_provider) {
        for (const catalog::Sample& sample : m_provider->samples)
            types.append(sample.type);
    }
    return types;
}

QString NewSourcePresenter::titleOfSample(const QString& type) const
{
    const catalog::Sample* sample = m_provider ? m_provider->findSample(type) : nullptr;
    return sample ? sample->title : QString();
}

void NewSourcePresenter::sendTest(const QString& type)
{
    if (m_sending || !m_provider || m_key.isEmpty())
        return;
    m_sending = true;
    Q_EMIT waitingChanged();
    m_link.sendSample(m_key, *m_provider, type, origin(), this,
                      [this, key = m_key](const Result<SetupLink::Answer>& answer) {
                          m_sending = false;
                          if (answer && key == m_key) {
                              m_testIds.insert(answer->eventId);
                              requestEvents();
                          }
                          Q_EMIT waitingChanged();
                          if (!answer)
                              Q_EMIT failed(answer.error());
                      });
}

CheckState NewSourcePresenter::listenerCheck() const
{
    switch (m_workspace.listener().state) {
    case ListenerStatus::State::Listening: return CheckState::Ok;
    case ListenerStatus::State::Starting: return CheckState::Running;
    case ListenerStatus::State::Failed: return CheckState::Failed;
    case ListenerStatus::State::Stopped: break;
    }
    return CheckState::Open;
}

void NewSourcePresenter::checkEndpoint()
{
    if (m_key.isEmpty() || listenerCheck() != CheckState::Ok) {
        m_checkedUrl.clear();
        m_endpointCheck = CheckState::Open;
        return;
    }
    const QString url = endpointUrl();
    if (m_checkedUrl == url)
        return;
    m_checkedUrl = url;
    m_endpointCheck = CheckState::Running;
    m_link.probe(url, this, [this, url](const Result<SetupLink::Answer>& answer) {
        if (url != m_checkedUrl)
            return;
        const bool well = answer && answer->status == 200;
        m_endpointCheck = well ? CheckState::Ok : CheckState::Failed;
        m_endpointAnswer = answer ? tr("It answered %1").arg(answer->status) : tr("It does not answer");
        Q_EMIT waitingChanged();
    });
}

void NewSourcePresenter::requestEvents()
{
    if (m_key.isEmpty())
        return;
    const auto filter = store::Filter::parse(QStringLiteral("source:%1 -status:probe").arg(m_key), m_clock.now());
    if (!filter)
        return;
    store::PageRequest page;
    page.limit = rowsLookedAt;
    m_events.requestPage(++m_generation, *filter, page);
}

void NewSourcePresenter::takeRows(quint64 generation, const std::vector<store::EventRow>& rows)
{
    if (generation != m_generation)
        return;
    const bool had = hasEvent();
    m_received.reset();
    m_test.reset();
    for (const store::EventRow& row : rows) {
        auto& newest = m_testIds.contains(row.id) ? m_test : m_received;
        if (!newest)
            newest = row;
    }
    // Our own request may be in the store before its answer is here.
    if (m_sending && m_received && !had)
        m_received.reset();
    const bool first = hasEvent() && !had && m_rowsKnown;
    m_rowsKnown = true;
    if (hasEvent())
        m_tick.stop();
    Q_EMIT waitingChanged();
    if (!had && hasEvent())
        Q_EMIT changed(); // notes of the steps
    if (first)
        Q_EMIT firstEventArrived();
}

std::chrono::seconds NewSourcePresenter::waited() const
{
    return m_since ? std::chrono::duration_cast<std::chrono::seconds>(m_clock.now() - *m_since)
                   : std::chrono::seconds(0);
}

} // namespace hw::models
