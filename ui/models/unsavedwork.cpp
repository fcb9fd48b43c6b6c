#include "ui/models/unsavedwork.h"

#include "core/base/files.h"
#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/base/logging.h"
#include "core/mapping/mapping.h"
#include "ui/models/mappingpresenter.h"
#include "ui/models/scriptpresenter.h"

#include <QDir>
#include <QFile>

#include <chrono>

namespace hw::models {

using workspace::ScriptLanguage;
using namespace std::chrono_literals;

namespace {

constexpr auto keepDelay = 1s;

QString pathIn(const QString& folder)
{
    return QDir(folder).filePath(QStringLiteral("unsaved.json"));
}

json::Value toJson(const ScriptDraft& draft)
{
    json::Object object;
    object.set(QStringLiteral("language"), draft.language == ScriptLanguage::TypeScript ? "typescript" : "javascript");
    object.set(QStringLiteral("text"), draft.text);
    object.set(QStringLiteral("base"), draft.base ? json::Value(*draft.base) : json::Value(nullptr));
    return object;
}

QHash<QString, ScriptDraft> scriptsFrom(const json::Value& value)
{
    QHash<QString, ScriptDraft> drafts;
    for (const auto& [source, kept] : value.toObject()) {
        ScriptDraft draft;
        if (kept[u"language"].toString() == QLatin1String("typescript"))
            draft.language = ScriptLanguage::TypeScript;
        draft.text = kept[u"text"].toString();
        if (kept[u"base"].isString())
            draft.base = kept[u"base"].toString();
        drafts.insert(source, draft);
    }
    return drafts;
}

QHash<QString, MappingDraft> mappingsFrom(const json::Value& value)
{
    const auto makeId = [] { return ids::make(ids::mapping, SystemClock().now()); };
    QHash<QString, MappingDraft> drafts;
    for (const auto& [source, kept] : value.toObject()) {
        const auto file = mapping::mappingFileFromJson(kept[u"file"], makeId);
        const auto current = mapping::mappingFileFromJson(kept[u"current"], makeId);
        if (file && current)
            drafts.insert(source, {*file, *current});
    }
    return drafts;
}

void write(const QString& folder, const QByteArray& content)
{
    if (content.isEmpty()) {
        QFile::remove(pathIn(folder));
        return;
    }
    if (!QDir(folder).exists())
        return; // the workspace is gone
    if (const auto written = files::writeAtomically(pathIn(folder), content, files::Access::OwnerOnly); !written)
        qCWarning(logEngine) << "what is not saved could not be kept:" << codeName(written.error().code);
}

} // namespace

UnsavedWork::UnsavedWork(const QString& dataFolder, ScriptPresenter& script, MappingPresenter& mapping, QObject* parent)
    : QObject(parent)
    , m_folder(dataFolder)
    , m_script(script)
    , m_mapping(mapping)
{
    m_pool.setMaxThreadCount(1); // in the order of the edits
    m_keepTimer.setSingleShot(true);
    m_keepTimer.setInterval(keepDelay);
    takeKept();
    const auto keepSoon = [this] {
        if (!m_keepTimer.isActive())
            m_keepTimer.start();
    };
    connect(&script, &ScriptPresenter::stateChanged, this, keepSoon);
    connect(&mapping, &MappingPresenter::draftChanged, this, keepSoon);
    connect(&m_keepTimer, &QTimer::timeout, this, [this] {
        const QByteArray content = unsaved();
        if (content == std::exchange(m_kept, content))
            return;
        m_pool.start([folder = m_folder, content] { write(folder, content); });
    });
}

UnsavedWork::~UnsavedWork()
{
    keep();
}

void UnsavedWork::keep()
{
    m_keepTimer.stop();
    m_pool.waitForDone();
    const QByteArray content = unsaved();
    if (content != std::exchange(m_kept, content))
        write(m_folder, content);
}

void UnsavedWork::takeKept()
{
    const auto content = files::read(pathIn(m_folder));
    if (!content)
        return; // nothing was left unsaved
    m_kept = *content;
    const auto kept = json::parse(*content);
    if (!kept) {
        // It is the user's work all the same, and would be written over.
        const QString aside = pathIn(m_folder) + QStringLiteral(".damaged");
        QFile::remove(aside);
        QFile::rename(pathIn(m_folder), aside);
        m_kept.clear();
        qCWarning(logEngine) << "what was not saved cannot be read and was put aside:" << aside;
        return;
    }
    m_script.setDrafts(scriptsFrom((*kept)[u"scripts"]));
    m_mapping.setDrafts(mappingsFrom((*kept)[u"mappings"]));
}

QByteArray UnsavedWork::unsaved() const
{
    json::Object scripts;
    json::Object mappings;
    const QHash<QString, ScriptDraft> drafts = m_script.drafts();
    for (const QString& source : m_script.dirtySources())
        scripts.set(source, toJson(drafts[source]));
    const QHash<QString, MappingDraft> mapped = m_mapping.drafts();
    for (const QString& source : m_mapping.dirtySources()) {
        json::Object draft;
        draft.set(QStringLiteral("file"), mapping::toJson(mapped[source].file));
        draft.set(QStringLiteral("current"), mapping::toJson(mapped[source].current));
        mappings.set(source, std::move(draft));
    }
    if (scripts.isEmpty() && mappings.isEmpty())
        return {};
    json::Object all;
    all.set(QStringLiteral("scripts"), std::move(scripts));
    all.set(QStringLiteral("mappings"), std::move(mappings));
    return json::write(all, json::Style::Indented);
}

} // namespace hw::models
