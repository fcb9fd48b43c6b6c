#include "ui/widgets/mainwindow.h"
#include "ui/widgets/toast.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMessageBox>
#include <QStackedWidget>

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
        {tr("Workspaces and captures (headwater.json *.http *.jsonl *.ndjson *.har *.curl *.sh *.txt)"),
         tr("All files (*)")});
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
    m_actions.undo->setEnabled(m_undo.canUndo());
    m_actions.undo->setText(m_undo.canUndo() ? tr("&Undo: %1").arg(m_undo.text()) : tr("&Undo"));
}

} // namespace hw::widgets
