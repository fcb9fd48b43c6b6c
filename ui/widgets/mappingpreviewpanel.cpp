#include "ui/widgets/mappingpreviewpanel.h"

#include "ui/models/eventtext.h"
#include "ui/models/mappingpresenter.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/overlayscrollbar.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolTip>

namespace hw::widgets {

using models::MappingPreviewModel;

namespace {

constexpr int edge = 16;
constexpr int side = 8;
constexpr int padding = 12;
constexpr int timeWidth = 104;
constexpr int resultWidth = 176;
constexpr int cellWidth = 144;
constexpr int markWidth = 10;
constexpr int markHeight = 14;
constexpr int markGap = 2;

class PreviewHeader final : public QHeaderView
{
public:
    PreviewHeader(const Theme& theme, QWidget* parent)
        : QHeaderView(Qt::Horizontal, parent)
        , m_theme(theme)
    {}

    [[nodiscard]] QSize sizeHint() const override
    {
        return {QHeaderView::sizeHint().width(), m_theme.height(Height::Row)};
    }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        painter->save();
        paintFromStart(*painter, rect);
        painter->fillRect(rect, m_theme.color(Token::Sunken));
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.color(Token::Line));
        QRect cell = rect.adjusted(section == 0 ? edge : side, 0, -side, -1);
        const QString text = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        const QString path = model()->headerData(section, Qt::Horizontal, MappingPreviewModel::PathRole).toString();
        paintLine(*painter, m_theme, cell, text, TextRole::Secondary, Token::Text3);
        if (!path.isEmpty()) {
            cell.setLeft(cell.x() + QFontMetrics(m_theme.font(TextRole::Secondary)).horizontalAdvance(text) + 4);
            paintLine(*painter, m_theme, cell, path, TextRole::Mono, Token::Accent);
        }
        painter->restore();
    }

    void paintEvent(QPaintEvent* event) override
    {
        {
            QPainter painter(viewport());
            painter.fillRect(viewport()->rect(), m_theme.color(Token::Sunken));
            painter.fillRect(QRect(0, viewport()->height() - 1, viewport()->width(), 1), m_theme.color(Token::Line));
        }
        QHeaderView::paintEvent(event);
    }

private:
    const Theme& m_theme;
};

Chip resultChip(const QModelIndex& index)
{
    const auto tone = static_cast<models::Tone>(index.data(MappingPreviewModel::ToneRole).toInt());
    return chipOf({index.data().toString(), index.data(MappingPreviewModel::IconRole).toString(), tone});
}

class PreviewDelegate final : public QStyledItemDelegate
{
public:
    PreviewDelegate(const Theme& theme, QTableView* view)
        : QStyledItemDelegate(view)
        , m_theme(theme)
        , m_view(view)
    {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        paintFromStart(*painter, option.rect);
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, m_theme.color(m_view->isActiveWindow() ? Token::SelInactive : Token::Hover));
        painter->fillRect(QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1),
                          m_theme.color(Token::Grid));
        const QRect cell = option.rect.adjusted(index.column() == 0 ? edge : side, 0, -side, -1);
        const bool isResult = index.column() + 1 == index.model()->columnCount();
        if (isResult) {
            const Chip chip = resultChip(index);
            painter->setClipRect(option.rect);
            paintChip(*painter, m_theme, chip, cell, cell.x());
        } else {
            const bool quiet = index.column() == 0 || index.data(MappingPreviewModel::MissingRole).toBool();
            paintLine(*painter, m_theme, cell, index.data().toString(), TextRole::Mono,
                      quiet ? Token::Text3 : Token::Text);
        }
        painter->restore();
    }

private:
    const Theme& m_theme;
    QTableView* m_view;
};

} // namespace

/// One mark for each row; a click selects its row.
class MappingPreviewPanel::Marks final : public QWidget
{
public:
    Marks(const Theme& theme, MappingPreviewPanel& panel)
        : m_theme(theme)
        , m_panel(panel)
    {
        setObjectName(QStringLiteral("previewMarks"));
        setAccessibleName(MappingPreviewPanel::tr("Results of the preview"));
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        return {m_panel.m_presenter.preview().rowCount() * (markWidth + markGap), markHeight};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        int x = 0;
        for (const models::PreviewRow& row : m_panel.m_presenter.preview().rows()) {
            painter.setBrush(m_theme.color(barToken(toneOf(row.result.tone))));
            painter.drawRoundedRect(QRect(x, (height() - markHeight) / 2, markWidth, markHeight), 2, 2);
            x += markWidth + markGap;
        }
    }

    void mousePressEvent(QMouseEvent* event) override
    {
        m_panel.selectRow(event->position().toPoint().x() / (markWidth + markGap));
    }

    bool event(QEvent* event) override
    {
        if (event->type() == QEvent::ToolTip) {
            const auto* help = static_cast<QHelpEvent*>(event);
            const auto& rows = m_panel.m_presenter.preview().rows();
            const auto at = static_cast<size_t>(qMax(0, help->pos().x() / (markWidth + markGap)));
            QToolTip::showText(help->globalPos(),
                               at < rows.size() ? rows[at].time + u' ' + rows[at].result.text : QString());
            return true;
        }
        return QWidget::event(event);
    }

private:
    const Theme& m_theme;
    MappingPreviewPanel& m_panel;
};

MappingPreviewPanel::MappingPreviewPanel(const Theme& theme, models::MappingPresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_title(new Label(theme, {}, TextRole::BodyStrong))
    , m_marks(new Marks(theme, *this))
    , m_summary(new Label(theme, {}, TextRole::Body, Token::Text3))
    , m_actions(new ComboBox(theme))
    , m_apply(new Button(theme, tr("Apply to the Directory"), ButtonKind::Default, Icon::Play))
    , m_table(new QTableView)
{
    setObjectName(QStringLiteral("mappingPreview"));
    m_summary->setObjectName(QStringLiteral("previewSummary"));
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_actions->setObjectName(QStringLiteral("previewActions"));
    m_actions->setAccessibleName(tr("Actions in the preview"));
    auto* header = new Fill(theme, Token::Window);
    auto* line = new QHBoxLayout(header);
    line->setContentsMargins(padding, 2, padding, 2);
    line->setSpacing(padding);
    line->addWidget(m_title);
    line->addWidget(m_marks);
    line->addWidget(m_summary, 1);
    line->addWidget(m_actions);
    m_apply->setObjectName(QStringLiteral("applyPreview"));
    m_apply->setButtonSize(ButtonSize::Small);
    line->addWidget(m_apply);
    connect(m_apply, &QAbstractButton::clicked, this, [this] { Q_EMIT applyWanted(m_presenter.previewedEvents()); });
    for (const auto change : {&models::MappingPresenter::draftChanged, &models::MappingPresenter::cardsChanged,
                              &models::MappingPresenter::samplesChanged, &models::MappingPresenter::typesChanged})
        connect(&presenter, change, this, &MappingPreviewPanel::refreshApply);

    m_table->setObjectName(QStringLiteral("previewTable"));
    m_table->setAccessibleName(tr("Preview"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalHeader(new PreviewHeader(theme, m_table));
    m_table->setItemDelegate(new PreviewDelegate(theme, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setModel(&presenter.preview());
    new OverlayScrollBar(*m_table);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(m_table, 1);

    connect(&presenter, &models::MappingPresenter::previewChanged, this, &MappingPreviewPanel::refresh);
    connect(&presenter, &models::MappingPresenter::cardsChanged, this, &MappingPreviewPanel::refreshActions);
    connect(&presenter, &models::MappingPresenter::samplesChanged, this, &MappingPreviewPanel::showSample);
    connect(&presenter.preview(), &QAbstractItemModel::modelReset, this, [this] {
        resizeColumns();
        showSample();
    });
    connect(&presenter.preview(), &QAbstractItemModel::dataChanged, this, &MappingPreviewPanel::resizeColumns);
    connect(m_actions, &QComboBox::activated, this,
            [this] { m_presenter.setPreviewAction(m_actions->currentData().toString()); });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) { selectRow(index.row()); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) { selectRow(index.row()); });
    const auto grow = [this, header] {
        header->setFixedHeight(m_theme.height(Height::PanelHeader));
        m_table->verticalHeader()->setDefaultSectionSize(m_theme.height(Height::Row));
        resizeColumns();
    };
    connect(&theme, &Theme::changed, this, grow);
    grow();
    refreshActions();
    refreshApply();
    refresh();
}

void MappingPreviewPanel::selectRow(int row)
{
    const auto& rows = m_presenter.preview().rows();
    if (row < 0 || static_cast<size_t>(row) >= rows.size())
        return;
    const QString id = rows[static_cast<size_t>(row)].eventId;
    if (!id.isEmpty())
        m_presenter.selectSample(id);
    m_table->selectRow(row);
}

void MappingPreviewPanel::showSample()
{
    const int row = m_presenter.sample() ? m_presenter.preview().rowOf(m_presenter.sample()->id) : -1;
    if (row >= 0 && m_table->currentIndex().row() != row)
        m_table->selectRow(row);
}

/// Cells share what time and result leave; where they get too narrow the table scrolls.
void MappingPreviewPanel::resizeColumns()
{
    const double scale = static_cast<double>(m_theme.baseSize()) / Theme::designSize;
    const auto scaled = [scale](int design) { return static_cast<int>(design * scale); };
    QHeaderView* header = m_table->horizontalHeader();
    header->setMinimumSectionSize(scaled(timeWidth));
    header->setStretchLastSection(true);
    const int last = m_presenter.preview().columnCount() - 1;
    const int cells = last - 1;
    const MappingPreviewModel& rows = m_presenter.preview();
    int result = scaled(resultWidth); // or as wide as the longest, which tells what is wrong
    for (int row = 0; row < rows.rowCount(); ++row)
        result = qMax(result, chipSize(m_theme, resultChip(rows.index(row, last))).width() + 2 * side);
    const int room = m_table->viewport()->width() - scaled(timeWidth) - result;
    const int width = cells > 0 ? qMax(scaled(cellWidth), room / cells) : 0;
    header->resizeSection(0, scaled(timeWidth) + (cells > 0 ? 0 : qMax(0, room)));
    for (int column = 1; column < last; ++column)
        header->resizeSection(column, width);
    header->resizeSection(last, result);
}

void MappingPreviewPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    resizeColumns();
}

void MappingPreviewPanel::refresh()
{
    const auto events = static_cast<int>(m_presenter.events().size());
    m_title->setText(events > 0 ? tr("Preview, last %n captured event(s)", nullptr, events) : tr("Preview"));
    m_summary->setText(m_presenter.previewSummary());
    m_marks->updateGeometry();
    m_marks->update();
    if (m_actions->currentData().toString() != m_presenter.previewAction())
        m_actions->setCurrentIndex(qMax(0, m_actions->findData(m_presenter.previewAction())));
}

void MappingPreviewPanel::refreshApply()
{
    const QString refusal = m_presenter.applyRefusal();
    m_apply->setEnabled(refusal.isEmpty());
    m_apply->setToolTip(refusal.isEmpty() ? tr("Processes these events again: their actions change the Directory")
                                          : refusal);
    m_apply->setAccessibleDescription(m_apply->toolTip());
}

void MappingPreviewPanel::refreshActions()
{
    const QSignalBlocker quiet(m_actions);
    m_actions->clear();
    m_actions->addItem(tr("All actions"), QString());
    for (const models::MappingCard& card : m_presenter.cards())
        m_actions->addItem(models::actionTitle(card.action), card.mapping);
    m_actions->setCurrentIndex(qMax(0, m_actions->findData(m_presenter.previewAction())));
    m_actions->setEnabled(m_presenter.cards().size() > 1);
    m_actions->updateGeometry();
}

} // namespace hw::widgets
