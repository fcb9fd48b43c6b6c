#include "ui/models/unsavedwork.h"

#include "core/base/logging.h"

#include <chrono>
#include <utility>

namespace hw::models {

using namespace std::chrono_literals;

namespace {

constexpr auto keepDelay = 1s;
constexpr auto retryDelay = 5s;

} // namespace

UnsavedWork::UnsavedWork(const QString& dataFolder, ScriptPresenter& script, MappingPresenter& mapping, QObject* parent)
    : QObject(parent)
    , m_script(script)
    , m_mapping(mapping)
    , m_file(dataFolder)
{
    m_pool.setMaxThreadCount(1); // in the order of the edits
    m_keepTimer.setSingleShot(true);
    m_kept = m_file.take();
    m_script.setDrafts(m_kept->scripts);
    m_mapping.setDrafts(m_kept->mappings);
    const auto keepSoon = [this] {
        if (!m_keepTimer.isActive())
            m_keepTimer.start(keepDelay);
    };
    connect(&script, &ScriptPresenter::stateChanged, this, keepSoon);
    connect(&mapping, &MappingPresenter::draftChanged, this, keepSoon);
    connect(&m_keepTimer, &QTimer::timeout, this, &UnsavedWork::keepInBackground);
}

UnsavedWork::~UnsavedWork()
{
    blockSignals(true); // who would be told is going too
    keep();
}

void UnsavedWork::keepInBackground()
{
    Drafts drafts = unsaved();
    if (m_kept == drafts)
        return;
    m_kept = drafts;
    m_pool.start([this, drafts = std::move(drafts)] {
        const Result<void> written = m_file.keep(drafts);
        QMetaObject::invokeMethod(
            this, [this, written] { take(written); }, Qt::QueuedConnection);
    });
}

void UnsavedWork::keep()
{
    m_keepTimer.stop();
    m_pool.waitForDone();
    Drafts drafts = unsaved();
    if (m_kept == drafts && !m_failing)
        return;
    m_kept = std::move(drafts);
    take(m_file.keep(*m_kept));
}

void UnsavedWork::handOver()
{
    keep();
    m_file.leave();
}

void UnsavedWork::take(const Result<void>& written)
{
    const bool failedBefore = std::exchange(m_failing, !written);
    if (written)
        return;
    m_kept.reset();
    m_keepTimer.start(retryDelay);
    if (failedBefore)
        return;
    qCWarning(logEngine) << "what is not saved could not be kept:" << codeName(written.error().code);
    Q_EMIT failed(written.error());
}

Drafts UnsavedWork::unsaved() const
{
    return {m_script.drafts(), m_mapping.drafts()};
}

} // namespace hw::models
