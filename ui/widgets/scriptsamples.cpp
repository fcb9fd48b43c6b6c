#include "ui/widgets/scriptsamples.h"

#include "ui/models/samplekeeper.h"
#include "ui/models/scriptpresenter.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panelheader.h"
#include "ui/widgets/sampledialog.h"
#include "ui/widgets/scriptparts.h"

#include <QFileDialog>
#include <QMenu>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

constexpr int panelWidth = 208;
constexpr int padding = 12;

} // namespace

ScriptSamples::ScriptSamples(const Theme& theme, models::ScriptPresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_list(new SampleList(theme, presenter.samples()))
    , m_menu(new QMenu(this))
{
    setFixedWidth(panelWidth);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Window);
    m_menu->setObjectName(QStringLiteral("addSampleMenu"));
    auto* header = new PanelHeader(theme, tr("Samples"));
    auto* add = new ToolButton(theme, Icon::Plus);
    add->setObjectName(QStringLiteral("addSample"));
    add->setToolTip(tr("Add a sample"));
    add->setAccessibleName(add->toolTip());
    add->setButtonSize(ButtonSize::Small);
    add->setFocusPolicy(Qt::TabFocus);
    header->addControl(add);
    auto* hint = new Label(theme, tr("Drag an event here, or press S in Events, to keep it as a sample."),
                           TextRole::Small, Token::Text3);
    hint->setWordWrap(true);
    hint->setContentsMargins(padding, padding, padding, padding);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(m_list, 1);
    column->addWidget(hint);
    connect(add, &QToolButton::clicked, this, [this, add] {
        fillMenu();
        m_menu->popup(add->mapToGlobal(add->rect().bottomLeft()));
    });
    connect(m_list, &SampleList::eventsDropped, this,
            [this](const QStringList& ids) { m_presenter.keeper().keepEvents(m_presenter.source(), ids); });
    connect(m_list, &SampleList::removeWanted, this, &ScriptSamples::remove);
}

void ScriptSamples::fillMenu()
{
    m_menu->clear();
    const auto entry = [this](const char* name, const QString& text, const auto& act) {
        QAction* action = m_menu->addAction(text, this, act);
        action->setObjectName(QString::fromLatin1(name));
    };
    const models::ScriptSample* chosen = m_presenter.samples().find(m_presenter.sampleType());
    if (chosen && chosen->isCaptured()) {
        entry("keepSample", tr("Keep the event %1").arg(chosen->title()),
              [this, id = chosen->eventId] { m_presenter.keeper().keepEvents(m_presenter.source(), {id}); });
    }
    entry("sampleFromEvent", tr("Choose an event…"), [this] { Q_EMIT eventsWanted(); });
    entry("sampleFromFile", tr("From a file…"), [this] { chooseFile(); });
    entry("writeSample", tr("Write one…"), [this] { write(); });
    if (chosen && chosen->isKept()) {
        m_menu->addSeparator();
        entry("removeSample", tr("Remove the sample %1").arg(chosen->kept),
              [this, name = chosen->kept] { remove(name); });
    }
}

void ScriptSamples::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Add a sample"));
    dialog->setObjectName(QStringLiteral("sampleFile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Requests and bodies (*.http *.json *.txt *.xml)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& path) { m_presenter.keeper().addFile(m_presenter.source(), path); });
    dialog->open();
}

void ScriptSamples::write()
{
    auto& keeper = m_presenter.keeper();
    auto* dialog = new SampleDialog(
        m_theme,
        [&keeper, source = m_presenter.source()](const QString& name) { return keeper.nameProblem(source, name); },
        this);
    connect(dialog, &SampleDialog::written, this,
            [&keeper, source = m_presenter.source()](const QString& name, const QString& body) {
                keeper.write(source, name, body);
            });
    dialog->open();
}

void ScriptSamples::remove(const QString& name)
{
    m_presenter.keeper().remove(m_presenter.source(), name);
}

} // namespace hw::widgets
