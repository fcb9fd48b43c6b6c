#pragma once

#include "ui/widgets/theme.h"

#include <QDialog>

#include <utility>
#include <vector>

class QComboBox;

namespace hw::widgets {

/// Asks to which source imported requests belong.
class ImportDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportDialog)

public:
    struct Choice
    {
        QString key;
        QString name;
    };

    ImportDialog(const Theme& theme, int requests, const std::vector<Choice>& sources, const QString& likely,
                 QWidget* parent);

Q_SIGNALS:
    void sourceChosen(const QString& key);

private:
    QComboBox* m_sources;
};

} // namespace hw::widgets
