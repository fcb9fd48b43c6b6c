#include "app/headwater/sourceimporter.h"

#include "core/workspace/workspacefiles.h"
#include "ui/models/errortext.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/sourceimportdialog.h"
#include "ui/widgets/toast.h"

#include <QDir>

namespace hw::app {

using models::PlaceKind;
using models::SourceImport;
using widgets::SourceImportDialog;
using workspace::WorkspaceFiles;

namespace {

constexpr qsizetype listedOfProject = 14;

} // namespace

SourceImporter::SourceImporter(engine::Engine& engine, const catalog::Catalog& catalog,
                               models::WorkspacePresenter& presenter, widgets::MainWindow& window,
                               const widgets::Theme& theme, const Clock& clock)
    : m_engine(engine)
    , m_catalog(catalog)
    , m_presenter(presenter)
    , m_window(window)
    , m_theme(theme)
    , m_clock(clock)
{}

SourceImporter::~SourceImporter() = default;

void SourceImporter::offer(const QByteArray& text, const QString& file)
{
    const auto read = [this, text, file](const QString& environment) {
        return models::readSourceImport(text, file, environment, m_catalog, m_clock.now());
    };
    const auto import = read({});
    if (!import) {
        fail(import.error());
        return;
    }
    QStringList taken;
    for (const workspace::SourceState& state : m_presenter.workspace()->sources)
        taken.append(state.key());
    auto* dialog = new SourceImportDialog(m_theme, *import, m_catalog, taken, &m_window);
    connect(dialog, &SourceImportDialog::environmentWanted, this, [this, dialog, read](const QString& environment) {
        if (const auto other = read(environment))
            dialog->show(*other);
        else
            fail(other.error());
    });
    connect(dialog, &SourceImportDialog::importWanted, this, &SourceImporter::take);
    dialog->open();
}

void SourceImporter::take(const SourceImport& import)
{
    const QString key = import.bundle.source.key;
    const auto add = [bundle = import.bundle](WorkspaceFiles& files) -> Result<void> {
        const auto added = files.addBundle(bundle);
        return added ? Result<void>() : Result<void>(added.error());
    };
    const QString name = import.bundle.source.name.isEmpty() ? key : import.bundle.source.name;
    m_engine.edit(add, this, [this, key, name](const Result<void>& done) {
        if (!done) {
            fail(done.error());
            return;
        }
        m_window.showPlace({PlaceKind::Source, key}, QStringLiteral("setup"));
        m_window.informUndoable(tr("Added the source %1").arg(name), [this, key] { takeBack(key); });
    });
}

void SourceImporter::takeBack(const QString& key)
{
    const auto remove = [key, now = m_clock.now()](WorkspaceFiles& files) -> Result<void> {
        const auto removed = files.removeSource(key, now);
        return removed ? Result<void>() : Result<void>(removed.error());
    };
    m_engine.edit(remove, this, [this](const Result<void>& done) {
        if (!done)
            fail(done.error());
    });
}

void SourceImporter::offerProject(const QString& folder)
{
    const auto project = workspace::readKnockProject(folder);
    if (!project) {
        fail(project.error());
        return;
    }
    QStringList lines = models::projectLines(*project);
    const auto all = static_cast<int>(lines.size());
    if (lines.size() > listedOfProject) {
        lines = lines.mid(0, listedOfProject);
        lines.append(tr("and %n more", nullptr, all - static_cast<int>(listedOfProject)));
    }
    lines.append(tr("Mappings are completed with these names, and checked against them. Nothing of Knock is changed."));
    auto* dialog = new widgets::ConfirmDialog(
        m_theme, {tr("Take in what %1 says of Knock?").arg(QDir(folder).dirName()), lines, {}, tr("Take it in")},
        &m_window);
    dialog->setObjectName(QStringLiteral("projectDialog"));
    connect(dialog, &QDialog::accepted, this, [this, project = *project, all] {
        const auto saved = workspace::saveKnockProject(m_presenter.root(), project);
        if (saved)
            m_window.toast().inform(tr("Took in %n name(s) of Knock", nullptr, all));
        else
            fail(saved.error());
    });
    dialog->open();
}

void SourceImporter::fail(const Error& error)
{
    m_window.toast().fail(models::errorText(error, models::Audience::Window));
}

} // namespace hw::app
