#include "ui/models/guide.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/pairtable.h"
#include "ui/widgets/toast.h"

#include <QClipboard>
#include <QDialog>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMessageBox>
#include <QSet>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hw::widgets {

void MainWindow::chooseWorkspace()
{
    auto* dialog = new QFileDialog(this, tr("Open workspace"), m_presenter.root());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::workspaceChosen);
    dialog->open();
}

void MainWindow::chooseImport()
{
    auto* dialog = new QFileDialog(this, tr("Import"));
    dialog->setObjectName(QStringLiteral("importDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Sources, workspaces and captures (*.json *.http *.jsonl *.ndjson *.har *.curl *.sh *.txt)"),
         tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::importChosen);
    dialog->open();
}

void MainWindow::chooseImportFolder()
{
    auto* dialog = new QFileDialog(this, tr("Import a Knock project"));
    dialog->setObjectName(QStringLiteral("importFolderDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::importChosen);
    dialog->open();
}

void MainWindow::copyEndpoint()
{
    QGuiApplication::clipboard()->setText(m_presenter.endpointUrl(m_location.place.source));
    m_toast->inform(tr("Copied %1").arg(QGuiApplication::clipboard()->text()));
}

void MainWindow::showAbout()
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Headwater"),
                                tr("Headwater %1").arg(QStringLiteral(HW_VERSION)), QMessageBox::Close, this);
    box->setInformativeText(tr("Captures webhooks on this machine, verifies and transforms them, and turns them into "
                               "actions. Free software under the GNU General Public License, version 3 or later."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

std::vector<models::KeyValue> MainWindow::shortcuts() const
{
    std::vector<models::KeyValue> rows;
    QSet<const QAction*> listed;
    const auto add = [&](const QAction* action, const QString& where) {
        if (action->shortcut().isEmpty() || listed.contains(action))
            return;
        listed.insert(action);
        QStringList keys;
        for (const QKeySequence& sequence : action->shortcuts())
            keys.append(sequence.toString(QKeySequence::NativeText));
        QString name = plainText(*action);
        if (name.endsWith(u'…'))
            name.chop(1);
        rows.push_back({keys.join(tr(" or ")), where.isEmpty() ? name : tr("%1 (%2)").arg(name, where)});
    };
    for (const QAction* action : findChildren<QAction*>(Qt::FindDirectChildrenOnly))
        add(action, {});
    for (const ViewEntry& view : m_views) {
        for (int menu = 0; menu <= static_cast<int>(MenuId::Help); ++menu) {
            for (const QAction* action : view.page.page().menuActions(static_cast<MenuId>(menu)))
                add(action, view.title);
        }
    }
    return rows;
}

void MainWindow::showShortcuts()
{
    auto* dialog = new QDialog(this);
    dialog->setObjectName(QStringLiteral("shortcutsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keyboard shortcuts"));
    auto* table = new PairTable(m_theme, tr("Keys"), tr("Action"));
    table->setObjectName(QStringLiteral("shortcutsTable"));
    table->setAccessibleName(dialog->windowTitle());
    table->setRows(shortcuts());
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(table);
    dialog->resize(560, 640);
    dialog->open();
}

void MainWindow::openGuide()
{
    const auto* page = qobject_cast<const Page*>(m_pages->currentWidget());
    QString topic = page ? page->guideTopic() : QString();
    if (topic.isEmpty()) {
        const auto source = m_presenter.sidebar().source(m_location.place.source);
        topic = models::Guide::pageFor(m_location, source ? source->provider : QString());
    }
    Q_EMIT guideWanted(topic);
}

void MainWindow::showFailure(const QString& text)
{
    m_failureText = text;
    if (!text.isEmpty())
        m_failure->showMessage(Tone::Fail, text, tr("Show them"));
    refreshFailure();
}

void MainWindow::refreshFailure()
{
    constexpr int lowBelow = 720;
    m_failureFrame->setVisible(!m_failureText.isEmpty() && height() >= lowBelow);
}

void MainWindow::informUndoable(const QString& text, std::function<void()> back)
{
    const quint64 number = m_undo.push(text, std::move(back));
    m_toast->inform(text, [this, number] { m_undo.undo(number); });
}

void MainWindow::refreshUndo()
{
    // A page with edits of its own has the key for them; what was done elsewhere is still in the menu.
    const auto* page = qobject_cast<const Page*>(m_pages->currentWidget());
    const bool pageEdits = page && !page->menuActions(MenuId::Edit).isEmpty();
    m_actions.undo->setShortcut(pageEdits ? QKeySequence() : QKeySequence(QKeySequence::Undo));
    m_actions.undo->setVisible(!pageEdits || m_undo.canUndo()); // not a dead one beside the page's own
    m_actions.undo->setEnabled(m_undo.canUndo());
    m_actions.undo->setText(m_undo.canUndo() ? tr("&Undo: %1").arg(m_undo.text()) : tr("&Undo"));
}

} // namespace hw::widgets
